import { type Delivery, departures, isUnderWay } from '../ledger/ledger.module.js';

type IsBad = (address: string) => boolean;

const firstDue = ({ plannedFor, dueAt }: Delivery): string => plannedFor ?? dueAt;

/** It left for an address that is good, or is on its way. */
const isThere = (mail: Delivery, isBad: IsBad): boolean =>
  isUnderWay(mail) || departures(mail).some(({ address }) => address === undefined || !isBad(address));

/** Nobody got it, as whom it was for is at an address where mail does not arrive. */
const wentNowhere = (mail: Delivery, isBad: IsBad): boolean =>
  !isThere(mail, isBad)
  && (mail.state === 'cancelled'
    ? mail.cancelReason === 'bad-address'
    : mail.address !== undefined && isBad(mail.address));

/** The newest mail of each kind, with those that went to further addresses for the same reason. */
const newest = (mails: readonly Delivery[]): Delivery[][] =>
  [...Map.groupBy(mails, ({ kind }) => kind).values()].map((ofKind) => {
    const last = ofKind.reduce((latest, each) => (firstDue(each) >= firstDue(latest) ? each : latest));
    return ofKind.filter(({ ordinal }) => ordinal === last.ordinal);
  });

/**
 * What a recipient has missed since one of its addresses proved bad, and is to have at another: the newest of each kind of which none
 * reached anybody. An invitation says all that reminders and news of the meeting do.
 */
export const missedOf = (mails: readonly Delivery[], isBad: IsBad): Delivery[] => {
  const missed = newest(mails).flatMap((same) => {
    const own = same.find(({ alsoTo, sendTo }) => alsoTo === undefined && sendTo === undefined);
    return own !== undefined && wentNowhere(own, isBad) && !same.some((each) => isThere(each, isBad)) ? [own] : [];
  });
  return missed.some(({ kind }) => kind === 'invitation')
    ? missed.filter(({ kind }) => !['reminder', 'deadline-moved', 'meeting-changed'].includes(kind))
    : missed;
};
