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

/** Mails of which nobody knows whether they were taken, and recipients whose last mail failed and who still need it. */
export const attentionOf = (
  deliveries: readonly Delivery[],
  offices: ReadonlyMap<string, Recipient>,
): { readonly unknown: number; readonly unreached: number } => {
  const byRecipient = Map.groupBy(
    deliveries.filter((each) => !wasLeftOut(each)),
    ({ recipientId }) => recipientId,
  );
  const lastOnes = [...byRecipient.values()].map((mails) =>
    mails.reduce((last, each) => (firstDue(each) >= firstDue(last) ? each : last)),
  );
  return {
    unknown: deliveries.filter(({ state }) => state === 'unknown').length,
    unreached: lastOnes.filter(
      (last) =>
        last.state !== 'unknown' && failureOf(last) !== undefined && isNeeded(last, offices.get(last.recipientId)),
    ).length,
  };
};
