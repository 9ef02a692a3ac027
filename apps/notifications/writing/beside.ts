import { type DeliveryKind } from '#contracts';
import { type Delivery, everLeft, hasLeft, isWaiting } from '../ledger/ledger.module.js';
import { sameAddress } from '../mail/mail.module.js';
import { type Beside } from './kind.js';

/** A worker has it: it may be on its way in a moment, to an address and with words that were read before. */
export const inHand = ({ state }: Delivery): boolean => state === 'claimed' || state === 'submitting';

export const ofKinds = (mails: readonly Delivery[], ...kinds: readonly DeliveryKind[]): Delivery[] =>
  mails.filter(({ kind }) => kinds.includes(kind));

/** When what an office is told of an answer happened, in the order of its invitation's events. */
const eventOf = ({ content }: Delivery): number => content?.receipt?.revision ?? content?.takenBack?.revision ?? 0;
/** Whether one of these kinds tells of something that happened later. */
export const tellsLater = (
  delivery: Delivery,
  others: readonly Delivery[],
  ...kinds: readonly DeliveryKind[]
): boolean => ofKinds(others, ...kinds).some((other) => eventOf(other) > eventOf(delivery));

const lateAfterMs = 3_600_000;
const firstDue = ({ plannedFor, dueAt }: Delivery): string => plannedFor ?? dueAt;

/** It had to wait: for another try, for the mail server, or for whoever knows whether it is still to be sent. */
export const isLate = (delivery: Delivery, now: Date): boolean =>
  delivery.attempts > 0
  || delivery.usefulUntil !== undefined
  || now.getTime() - Date.parse(firstDue(delivery)) > lateAfterMs;

/** Staff had it sent again: nothing that left before keeps it back. */
export const isResent = ({ generation = 1 }: Delivery): boolean => generation > 1;
/** Where it left last, it left then at the latest. */
const leftBy = (delivery: Delivery): string =>
  (delivery.state === 'accepted' ? delivery.acceptedAt : undefined) ?? delivery.submittedAt ?? delivery.dueAt;

const isNewer = (delivery: Delivery, other: Delivery): boolean =>
  firstDue(other) > firstDue(delivery) || (firstDue(other) === firstDue(delivery) && other.ordinal > delivery.ordinal);
/** Whether a newer mail of the same kind is on its way or was sent. */
const comesNewer = (delivery: Delivery, others: readonly Delivery[]): boolean =>
  ofKinds(others, delivery.kind).some(
    (other) => isNewer(delivery, other) && (hasLeft(other) || inHand(other) || isWaiting(other)),
  );

/** What tells of the day, or thanks for it, and is late goes only if nothing newer does. */
export const dayOvertaken = (delivery: Delivery, { others, late }: Beside): 'superseded' | undefined =>
  late && !isResent(delivery) && comesNewer(delivery, others) ? 'superseded' : undefined;

/** A reminder that is late goes only if nothing newer reminds the office. */
export const reminderOvertaken = (
  delivery: Delivery,
  { others, address, late }: Beside,
): 'superseded' | 'wait' | undefined => {
  if (!late) return undefined;
  const there = others.filter(({ sendTo }) => sendTo === undefined || sameAddress(sendTo, address));
  if (comesNewer(delivery, there)) return 'superseded';
  if (isResent(delivery)) return undefined;
  const invitations = there.filter(({ kind }) => kind === 'invitation');
  if (invitations.some((other) => isWaiting(other) || (hasLeft(other) && leftBy(other) >= firstDue(delivery))))
    return 'superseded';
  return invitations.some(inHand) ? 'wait' : undefined;
};

/** The earlier moves of the deadline that the office has mails about, in their order. */
const movesBefore = ({ ordinal }: Delivery, others: readonly Delivery[]): Delivery[] =>
  others
    .filter((other) => other.kind === 'deadline-moved' && other.ordinal < ordinal)
    .sort((one, other) => one.ordinal - other.ordinal);
export const heardOfMove = (delivery: Delivery, others: readonly Delivery[]) =>
  movesBefore(delivery, others).findLast(everLeft)?.content?.deadline;

/** How the meeting was as the office was told of it last: before the first of the changes that it never heard of. */
export const meetingAsTold = (delivery: Delivery, others: readonly Delivery[]) => {
  const changes = ofKinds(others, 'meeting-changed')
    .filter(({ ordinal }) => ordinal < delivery.ordinal)
    .sort((one, other) => one.ordinal - other.ordinal);
  const unheard = [...changes.slice(changes.findLastIndex(everLeft) + 1), delivery];
  return unheard[0]?.content?.change?.before;
};

/**
 * The deadline as the office was told of it last: by a move that it heard of, else that before the first of those that it never
 * heard of.
 */
export const deadlineAsTold = (delivery: Delivery, others: readonly Delivery[]): string | undefined => {
  const unheard = [...movesBefore(delivery, others), delivery];
  return heardOfMove(delivery, others)?.replyBy ?? unheard[0]?.content?.deadline?.previousReplyBy;
};
