import { type DeliveryKind } from '#contracts';
import { type Delivery, isUnderWay, siteNameOf } from '../ledger/ledger.module.js';
import { sameAddress } from '../mail/mail.module.js';

/** What offices that share an address are told in one mail; what is about one office's answer is that office's alone. */
const jointKinds: ReadonlySet<DeliveryKind> = new Set([
  'invitation',
  'reminder',
  'deadline-moved',
  'meeting-changed',
  'meeting-cancelled',
  'day-before',
  'thanks',
  'announcement',
]);

/** What staff send again, or somewhere else, goes as they say. */
export const mayJoin = (delivery: Delivery): boolean =>
  jointKinds.has(delivery.kind)
  && delivery.sendTo === undefined
  && (delivery.generation ?? 1) === 1
  && siteNameOf(delivery) === undefined;

type Around = {
  readonly address: string;
  /** The mails of its kind to all that share the address. */
  readonly all: readonly Delivery[];
  readonly addressOf: (delivery: Delivery) => string | undefined;
  readonly now: string;
};

/** Those that may leave in one mail with it, itself among them, in the order of their ids: the first of them carries the others. */
export const companions = (delivery: Delivery, { address, all, addressOf, now }: Around): Delivery[] =>
  [
    delivery,
    ...all.filter(
      (other) =>
        other.id !== delivery.id
        && mayJoin(other)
        && other.meetingId === delivery.meetingId
        && other.kind === delivery.kind
        && other.ordinal === delivery.ordinal
        && isUnderWay(other)
        && other.state !== 'overdue'
        && other.dueAt <= now
        && sameAddress(addressOf(other), address),
    ),
  ].sort((one, other) => (one.id < other.id ? -1 : 1));
