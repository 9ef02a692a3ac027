import { type DeliveryKind } from '#contracts';
import { sameAddress } from '../mail/mail.module.js';
import { type Delivery, departures, everLeft, hasLeft, isWaiting } from '../ledger/ledger.module.js';

/** A worker has it: it may be on its way in a moment, to an address and with words that were read before. */
const inHand = ({ state }: Delivery): boolean => state === 'claimed' || state === 'submitting';

export type OfficeMail = Exclude<DeliveryKind, 'appointment' | 'appointment-cancelled'>;

export type Beside = {
  /** The same recipient's other deliveries at the meeting. */
  readonly others: readonly Delivery[];
  readonly address: string | undefined;
  readonly answered: boolean;
  /** It goes later than it was to, so that others may have come after it. */
  readonly late: boolean;
};

/** When what an office is told of an answer happened, in the order of its invitation's events. */
const eventOf = ({ content }: Delivery): number => content?.receipt?.revision ?? content?.takenBack?.revision ?? 0;

const lateAfterMs = 3_600_000;
const firstDue = ({ plannedFor, dueAt }: Delivery): string => plannedFor ?? dueAt;

/** It had to wait: for another try, for the mail server, or for whoever knows whether it is still to be sent. */
export const isLate = (delivery: Delivery, now: Date): boolean =>
  delivery.attempts > 0 || delivery.usefulUntil !== undefined || now.getTime() - Date.parse(firstDue(delivery)) > lateAfterMs;

/** Whether the mail looks at the recipient's other mails at all: most mails are spared that look. */
export const looksBeside = (delivery: Delivery, now: Date): boolean => {
  const { kind, ordinal } = delivery;
  if (kind === 'invitation') return ordinal > 1 || delivery.attempts > 0;
  return kind !== 'reminder' || isLate(delivery, now);
};

/** Staff had it sent again: nothing that left before keeps it back. */
const isResent = ({ generation = 1 }: Delivery): boolean => generation > 1;
/** Where it left last, it left then at the latest. */
const leftBy = (delivery: Delivery): string => (delivery.state === 'accepted' ? delivery.acceptedAt : undefined) ?? delivery.submittedAt ?? delivery.dueAt;

/** A reminder that is late goes only if nothing newer reminds the office. */
const reminderOvertaken = (delivery: Delivery, { others, address, late }: Beside): 'superseded' | 'wait' | undefined => {
  if (!late) return undefined;
  const there = others.filter(({ sendTo }) => sendTo === undefined || sameAddress(sendTo, address));
  const isNewer = (other: Delivery) => firstDue(other) > firstDue(delivery) || (firstDue(other) === firstDue(delivery) && other.ordinal > delivery.ordinal);
  if (there.some((other) => other.kind === 'reminder' && isNewer(other) && (hasLeft(other) || inHand(other) || isWaiting(other)))) return 'superseded';
  if (isResent(delivery)) return undefined;
  const invitations = there.filter(({ kind }) => kind === 'invitation');
  if (invitations.some((other) => isWaiting(other) || (hasLeft(other) && leftBy(other) >= firstDue(delivery)))) return 'superseded';
  return invitations.some(inHand) ? 'wait' : undefined;
};

/**
 * What the recipient's other mails make of this one: `superseded` if another says it, or there is nothing that it would take
 * back; `wait` while another is in hand that decides it.
 */
export const overtaken = (delivery: Delivery, kind: OfficeMail, beside: Beside): 'superseded' | 'wait' | undefined => {
  const { others, address, answered, late } = beside;
  const of = (...kinds: DeliveryKind[]) => others.filter((other) => kinds.includes(other.kind));
  const later = (...kinds: DeliveryKind[]) => of(...kinds).some((other) => eventOf(other) > eventOf(delivery));
  switch (kind) {
    case 'invitation': {
      // One office gets one invitation at one address, unless staff want it again.
      const invitations = of('invitation');
      if (!isResent(delivery) && invitations.flatMap(departures).some((left) => sameAddress(left.address, address))) return 'superseded';
      const earlier = invitations.filter((other) => other.ordinal < delivery.ordinal);
      if (earlier.some(inHand)) return 'wait';
      return earlier.some((other) => isWaiting(other) && (other.sendTo === undefined || sameAddress(other.sendTo, address))) ? 'superseded' : undefined;
    }
    case 'receipt':
      if (later('answer-taken-back')) return 'superseded';
      // Late and no longer what the office said last: its newer receipt says more.
      return late && !isResent(delivery) && later('receipt') ? 'superseded' : undefined;
    case 'answer-taken-back':
      return later('receipt', 'answer-taken-back') ? 'superseded' : undefined;
    case 'deadline-moved': {
      if (of('deadline-moved').some((other) => other.ordinal > delivery.ordinal)) return 'superseded';
      if (!isResent(delivery) && heardOfMove(delivery, others)?.replyBy === delivery.content?.deadline?.replyBy && delivery.content?.deadline !== undefined) return 'superseded';
      const movedAt = delivery.content?.deadline?.toldAt ?? delivery.dueAt;
      const mentions = of('invitation', 'reminder', 'deadline-moved');
      if (mentions.flatMap(departures).some(({ leftAt }) => leftAt <= movedAt)) return undefined;
      // It was never told of the earlier deadline: its invitation says the new one.
      return mentions.some(inHand) ? 'wait' : 'superseded';
    }
    case 'meeting-cancelled':
      if (answered || others.some(everLeft)) return undefined;
      return others.some(inHand) ? 'wait' : 'superseded';
    case 'reminder':
      return reminderOvertaken(delivery, beside);
    default:
      return kind satisfies never;
  }
};

/** The earlier moves of the deadline that the office has mails about, in their order. */
const movesBefore = ({ ordinal }: Delivery, others: readonly Delivery[]): Delivery[] =>
  others.filter((other) => other.kind === 'deadline-moved' && other.ordinal < ordinal).sort((one, other) => one.ordinal - other.ordinal);
const heardOfMove = (delivery: Delivery, others: readonly Delivery[]) => movesBefore(delivery, others).findLast(everLeft)?.content?.deadline;

/**
 * The deadline as the office was told of it last: by a move that it heard of, else that before the first of those that it never
 * heard of.
 */
export const deadlineAsTold = (delivery: Delivery, others: readonly Delivery[]): string | undefined => {
  const unheard = [...movesBefore(delivery, others), delivery];
  return heardOfMove(delivery, others)?.replyBy ?? unheard[0]?.content?.deadline?.previousReplyBy;
};
