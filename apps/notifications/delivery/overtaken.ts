import { type DeliveryKind } from '#contracts';
import { sameAddress } from '../recipient/address-key.js';
import { type Delivery } from './delivery.js';

/** Its mail has left, or may have. */
export const hasLeft = ({ state }: Delivery): boolean => state === 'accepted' || state === 'unknown' || state === 'submitting';
/** A worker has it: it may be on its way in a moment, to an address and with words that were read before. */
const inHand = ({ state }: Delivery): boolean => state === 'claimed' || state === 'submitting';
const isWaiting = ({ state }: Delivery): boolean => state === 'planned' || state === 'queued' || state === 'retry-wait';

export type OfficeMail = Exclude<DeliveryKind, 'appointment' | 'appointment-cancelled'>;

export type Beside = {
  /** The same recipient's other deliveries at the meeting. */
  readonly others: readonly Delivery[];
  readonly address: string | undefined;
  readonly answered: boolean;
};

/** When what an office is told of an answer happened, in the order of its invitation's events. */
const eventOf = ({ content }: Delivery): number => content?.receipt?.revision ?? content?.takenBack?.revision ?? 0;

/** Whether the mail's kind looks at the recipient's other mails at all: most mails are spared that look. */
export const looksBeside = ({ kind, ordinal, attempts }: Delivery): boolean =>
  kind === 'invitation' ? ordinal > 1 || attempts > 0 : kind !== 'reminder';

/**
 * What the recipient's other mails make of this one: `superseded` if another says it, or there is nothing that it would take
 * back; `wait` while another is in hand that decides it.
 */
export const overtaken = (delivery: Delivery, kind: OfficeMail, { others, address, answered }: Beside): 'superseded' | 'wait' | undefined => {
  const of = (...kinds: DeliveryKind[]) => others.filter((other) => kinds.includes(other.kind));
  const later = (...kinds: DeliveryKind[]) => of(...kinds).some((other) => eventOf(other) > eventOf(delivery));
  switch (kind) {
    case 'invitation': {
      // One office gets one invitation at one address.
      const invitations = of('invitation');
      if (invitations.some((other) => hasLeft(other) && sameAddress(other.address, address))) return 'superseded';
      const earlier = invitations.filter((other) => other.ordinal < delivery.ordinal);
      if (earlier.some(inHand)) return 'wait';
      return earlier.some(isWaiting) ? 'superseded' : undefined;
    }
    case 'receipt':
      if (later('answer-taken-back')) return 'superseded';
      // Late and no longer what the office said last: its newer receipt says more.
      return delivery.attempts > 0 && later('receipt') ? 'superseded' : undefined;
    case 'answer-taken-back':
      return later('receipt', 'answer-taken-back') ? 'superseded' : undefined;
    case 'deadline-moved': {
      if (of('deadline-moved').some((other) => other.ordinal > delivery.ordinal)) return 'superseded';
      const movedAt = delivery.content?.deadline?.toldAt ?? delivery.dueAt;
      const mentions = of('invitation', 'reminder', 'deadline-moved');
      if (mentions.some((other) => hasLeft(other) && (other.submittedAt ?? other.dueAt) <= movedAt)) return undefined;
      // It was never told of the earlier deadline: its invitation says the new one.
      return mentions.some(inHand) ? 'wait' : 'superseded';
    }
    case 'meeting-cancelled':
      if (answered || others.some(hasLeft)) return undefined;
      return others.some(inHand) ? 'wait' : 'superseded';
    case 'reminder':
      return undefined;
    default:
      return kind satisfies never;
  }
};

/**
 * The deadline as the office was told of it last: where several moves came before its mail left, that before the first of
 * those that it never heard of.
 */
export const deadlineAsTold = (delivery: Delivery, others: readonly Delivery[]): string | undefined => {
  const moves = [delivery, ...others.filter((other) => other.kind === 'deadline-moved' && other.ordinal < delivery.ordinal)].sort((one, other) => other.ordinal - one.ordinal);
  const heard = moves.findIndex((move) => move.id !== delivery.id && hasLeft(move));
  const unheard = heard === -1 ? moves : moves.slice(0, heard);
  return unheard.at(-1)?.content?.deadline?.previousReplyBy;
};
