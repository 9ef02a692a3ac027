import { type Delivery, departures, isWaiting } from '../ledger/ledger.module.js';
import { sameAddress } from '../mail/mail.module.js';
import { inHand, isResent } from './beside.js';

/** Where a mail goes that has not left yet. */
export type GoesTo = (delivery: Delivery) => string | undefined;

/** Where a mail goes, by the first address that its kind has now. */
export const goesTo =
  (first: (kind: Delivery['kind']) => string | undefined): GoesTo =>
  (delivery) =>
    delivery.sendTo
    ?? delivery.alsoTo
    ?? (delivery.state === 'submitting' ? delivery.address : undefined)
    ?? first(delivery.kind);

/**
 * Of a recipient's other mails those that matter to one: to its own the recipient's, whatever address they went to, to one for a
 * further address what was told there.
 */
export const toldThere = (
  { alsoTo }: Delivery,
  { address, others, to }: { readonly address: string; readonly others: readonly Delivery[]; readonly to: GoesTo },
): Delivery[] =>
  others.filter((other) =>
    alsoTo === undefined
      ? other.alsoTo === undefined || sameAddress(other.alsoTo, address)
      : departures(other).some((left) => sameAddress(left.address, address)) || sameAddress(to(other), address),
  );

/**
 * Of the mails that go for one reason to several addresses each has one, however the addresses have changed since they were planned.
 * `there`: what was told there.
 */
export const saidThere = (
  delivery: Delivery,
  address: string,
  there: readonly Delivery[],
): 'superseded' | 'wait' | undefined => {
  if (isResent(delivery)) return undefined;
  const same = there.filter(
    (other) =>
      other.kind === delivery.kind
      && other.ordinal === delivery.ordinal
      && (other.alsoTo === undefined) !== (delivery.alsoTo === undefined),
  );
  if (same.flatMap(departures).some((left) => sameAddress(left.address, address))) return 'superseded';
  if (same.some(inHand)) return 'wait';
  // The recipient's own goes before one to a further address.
  return delivery.alsoTo !== undefined && same.some(isWaiting) ? 'superseded' : undefined;
};
