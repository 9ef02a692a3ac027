import { type Delivery, isWaiting } from './delivery.js';
import { departures } from './past.js';
import { sameAddress } from '../mail/mail.module.js';

type Facts = {
  /** The mails of this purpose to this recipient so far. */
  readonly mails: readonly Delivery[];
  /** Where the recipient is reached now. */
  readonly address: string | undefined;
  /** Where it was reached when mails did not yet note where they went. */
  readonly knownBefore?: string | undefined;
};

/**
 * Whether a mail of which the recipient is to have one must be sent once more, as it is reached at another address now. A mail
 * that is still to go goes to the present address by itself, unless staff send it elsewhere, and nobody gets the same twice at
 * one address, also not when an address comes back. What was refused at an address is not sent there again by itself.
 */
export const isDueAnew = ({ mails: all, address, knownBefore }: Facts): boolean => {
  const mails = all.filter(({ alsoTo }) => alsoTo === undefined || sameAddress(alsoTo, address));
  if (mails.length === 0) return true;
  if (address === undefined) return false;
  if (mails.some((mail) => isWaiting(mail) && (mail.sendTo === undefined || sameAddress(mail.sendTo, address))))
    return false;
  if (mails.flatMap(departures).some((left) => sameAddress(left.address ?? knownBefore, address))) return false;
  const [latest] = mails
    .filter((mail) => mail.state !== 'cancelled' || mail.cancelReason !== 'superseded')
    .sort((one, other) => other.ordinal - one.ordinal);
  if (latest === undefined) return true;
  // It never left, because there was no address, or because the invitation did not stand, which it does now.
  if (latest.state === 'cancelled')
    return (
      latest.cancelReason === 'no-address'
      || latest.cancelReason === 'withdrawn'
      || latest.cancelReason === 'meeting-cancelled'
    );
  // In hand, perhaps with the address before: it is told apart when this one's turn comes.
  if (latest.state === 'claimed') return true;
  const tries = [...(latest.past ?? []), ...(latest.address !== undefined || latest.attempts > 0 ? [latest] : [])];
  return !tries.some((each) => sameAddress(each.address ?? knownBefore, address));
};

/**
 * Whether a mail of which the recipient is to have one must be sent to a further address of it as well. Nobody gets the same twice
 * there, whatever the address was when it came; what was refused there is not sent there again by itself.
 */
export const isDueAlso = (mails: readonly Delivery[], address: string): boolean => {
  if (mails.flatMap(departures).some((left) => sameAddress(left.address, address))) return false;
  const there = mails.filter((mail) => sameAddress(mail.sendTo ?? mail.alsoTo, address));
  return there.every(
    (mail) =>
      mail.state === 'cancelled'
      && (mail.cancelReason === 'superseded'
        || mail.cancelReason === 'withdrawn'
        || mail.cancelReason === 'meeting-cancelled'),
  );
};

/** The next ordinal: the one that is wished for, unless another mail has it. */
export const nextOrdinal = (mails: readonly Delivery[], wished = 1): number =>
  mails.some(({ ordinal }) => ordinal === wished) ? Math.max(...mails.map(({ ordinal }) => ordinal)) + 1 : wished;
