import { type CancelReason, type DeliveryKind, type ReplyOf, type GetInvitationStanding } from '#contracts';
import { type Recipient } from '../recipient/recipient.module.js';
import { type OfficeMail } from './overtaken.js';

export type InvitationStanding = ReplyOf<typeof GetInvitationStanding>;

type Facts = { readonly hasAddress: boolean; readonly now: Date };
type InvitationFacts = Facts & {
  readonly standing: InvitationStanding;
  readonly meetingStartsAt: string;
  /** When what the mail tells of happened; a mail that says how things stand has none. */
  readonly toldAt?: string | undefined;
  /** The deadline that a mail about a moved deadline names as the new one. */
  readonly movedTo?: string | undefined;
  /** The answer that a receipt confirms, or that was taken back: registration may have been set back to before it. */
  readonly answer?: { readonly receivedAt?: string | undefined } | undefined;
};
type AppointmentFacts = Facts & {
  readonly meetingCancelled: boolean;
  readonly checkStartsAt: string;
  /** A later appointment or cancellation of the site is in the ledger. */
  readonly superseded: boolean;
  /** A mail about this check's appointment left, or may have left. */
  readonly siteHeardOfIt: boolean;
};

/** A receipt that comes so much later than the answer puzzles more than it tells: a long weekend and a day. */
const receiptIsOfUseMs = 4 * 24 * 3_600_000;
const sinceMs = (now: Date, instant: string | undefined): number => (instant === undefined ? 0 : now.getTime() - Date.parse(instant));

/** Whether the answer is the one that registration has under its number, and still counts as said. */
const isKnown = ({ receivedAt }: { readonly receivedAt?: string | undefined }, { response }: InvitationStanding): boolean =>
  response !== undefined && response.takenBack === undefined && (receivedAt === undefined || Date.parse(receivedAt) === Date.parse(response.receivedAt));

/**
 * Why a mail to an invited office must not be sent after all, asked right before it is sent. Only the silent are reminded,
 * until the deadline; the deadline's own instant still counts as in time.
 */
export const whyNotToOffice = (kind: OfficeMail, facts: InvitationFacts): CancelReason | undefined => {
  const { standing, hasAddress, meetingStartsAt, toldAt, movedTo } = facts;
  const now = facts.now.toISOString();
  if (standing.status === 'withdrawn') return standing.meetingStatus === 'cancelled' && kind !== 'meeting-cancelled' ? 'meeting-cancelled' : 'withdrawn';
  if (kind === 'meeting-cancelled') {
    if (standing.meetingStatus !== 'cancelled') return 'superseded';
  } else if (standing.meetingStatus === 'cancelled') return 'meeting-cancelled';
  switch (kind) {
    case 'reminder':
      if (standing.answered) return 'answered';
      if (now > standing.replyBy) return 'too-late';
      break;
    case 'deadline-moved':
      if (standing.answered) return 'answered';
      if (now > standing.replyBy) return 'too-late';
      if (movedTo !== undefined && Date.parse(movedTo) !== Date.parse(standing.replyBy)) return 'superseded';
      break;
    case 'receipt':
      if (facts.answer !== undefined && !isKnown(facts.answer, standing)) return 'superseded';
      if (now > meetingStartsAt || sinceMs(facts.now, toldAt) > receiptIsOfUseMs) return 'too-late';
      break;
    case 'answer-taken-back':
      // It stands again, or nobody knows of it any more.
      if (standing.response?.takenBack === undefined) return 'superseded';
      if (now > meetingStartsAt) return 'too-late';
      break;
    case 'invitation':
    case 'meeting-cancelled':
      if (now > meetingStartsAt) return 'too-late';
      break;
    default:
      return kind satisfies never;
  }
  return hasAddress ? undefined : 'no-address';
};

type Heard = { readonly kind: DeliveryKind; readonly recipient: Pick<Recipient, 'responseRevision' | 'withdrawn'> | undefined; readonly meetingCancelled: boolean };

/** Why nobody waits for the mail any more, by what has been heard here; of a site there is no recipient. One that nobody needs has not failed. */
export const whyNeedless = ({ kind, recipient, meetingCancelled }: Heard): CancelReason | undefined => {
  if (meetingCancelled && kind !== 'meeting-cancelled' && kind !== 'appointment-cancelled') return 'meeting-cancelled';
  if (recipient?.withdrawn === true) return 'withdrawn';
  return (kind === 'reminder' || kind === 'deadline-moved') && recipient !== undefined && recipient.responseRevision > 0 ? 'answered' : undefined;
};

/** Why a mail to a site about its check must not be sent after all. */
export const whyNotToSite = (kind: Extract<DeliveryKind, 'appointment' | 'appointment-cancelled'>, facts: AppointmentFacts): CancelReason | undefined => {
  if (facts.superseded) return 'superseded';
  // A site that was never told of its appointment need not hear that it is off; one that was must, to the last.
  if (kind === 'appointment-cancelled' && !facts.siteHeardOfIt) return 'superseded';
  if (kind === 'appointment' && facts.meetingCancelled) return 'meeting-cancelled';
  if (facts.now.toISOString() >= facts.checkStartsAt) return 'too-late';
  return facts.hasAddress ? undefined : 'no-address';
};

/** Why a site must not be told that the meeting is off: it never heard of it, the meeting is on again, or over. */
export const whyNotToSiteOfMeeting = ({ meetingCancelled, siteHeardOfIt, meetingStartsAt, hasAddress, now }: Facts & { readonly meetingCancelled: boolean; readonly siteHeardOfIt: boolean; readonly meetingStartsAt: string }): CancelReason | undefined => {
  if (!meetingCancelled || !siteHeardOfIt) return 'superseded';
  if (now.toISOString() > meetingStartsAt) return 'too-late';
  return hasAddress ? undefined : 'no-address';
};
