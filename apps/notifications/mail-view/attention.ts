import { type Delivery, failureOf } from '../ledger/ledger.module.js';
import { type Recipient } from '../recipient/recipient.module.js';
import { mailKinds } from '../writing/writing.module.js';

const firstDue = ({ plannedFor, dueAt }: Delivery): string => plannedFor ?? dueAt;
/** Of no interest to whether a recipient was reached: nobody tried. */
const wasLeftOut = (delivery: Delivery): boolean => delivery.state === 'cancelled' && failureOf(delivery) === undefined;

/** Whether whoever it is for still needs what it says. Of a site nothing is known. */
const isNeeded = ({ kind }: Delivery, office: Recipient | undefined): boolean => {
  if (office === undefined) return true;
  return !office.withdrawn && (mailKinds[kind].forSilentOnly !== true || office.responseRevision === 0);
};

/** The last mail of a recipient, with those that went to further addresses for the same reason. */
const lastOf = (mails: readonly Delivery[]): Delivery[] => {
  const last = mails.reduce((latest, each) => (firstDue(each) >= firstDue(latest) ? each : latest));
  return mails.filter(({ kind, ordinal }) => kind === last.kind && ordinal === last.ordinal);
};

/** Mails of which nobody knows whether they were taken, and recipients whose last mail failed and who still need it. */
export const attentionOf = (
  deliveries: readonly Delivery[],
  offices: ReadonlyMap<string, Recipient>,
): { readonly unknown: number; readonly unreached: number } => {
  const byRecipient = Map.groupBy(
    deliveries.filter((each) => !wasLeftOut(each)),
    ({ recipientId }) => recipientId,
  );
  const lastOnes = [...byRecipient.values()].map(lastOf);
  return {
    unknown: deliveries.filter(({ state }) => state === 'unknown').length,
    unreached: lastOnes.filter((last) =>
      last.every(
        (each) =>
          each.state !== 'unknown' && failureOf(each) !== undefined && isNeeded(each, offices.get(each.recipientId)),
      ),
    ).length,
  };
};
