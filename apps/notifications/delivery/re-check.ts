import { type CancelReason, type DeliveryKind, type ReplyOf, type GetInvitationStanding } from '#contracts';

export type InvitationStanding = ReplyOf<typeof GetInvitationStanding>;

type Facts = { readonly hasAddress: boolean; readonly now: Date };
type InvitationFacts = Facts & { readonly standing: InvitationStanding; readonly meetingStartsAt: string };
type AppointmentFacts = Facts & {
  readonly meetingCancelled: boolean;
  readonly checkStartsAt: string;
  /** A later appointment or cancellation of the site is in the ledger. */
  readonly superseded: boolean;
  /** A mail about an appointment of the site left, or may have left. */
  readonly siteHeardOfIt: boolean;
};

/**
 * Why a mail to an invited office must not be sent after all, asked right before it is sent. Only the silent are reminded,
 * until the deadline; the deadline's own instant still counts as in time.
 */
export const whyNotToOffice = (kind: Extract<DeliveryKind, 'invitation' | 'receipt' | 'reminder'>, facts: InvitationFacts): CancelReason | undefined => {
  const { standing, hasAddress, meetingStartsAt } = facts;
  const now = facts.now.toISOString();
  if (standing.meetingStatus === 'cancelled') return 'meeting-cancelled';
  if (standing.status === 'withdrawn') return 'withdrawn';
  switch (kind) {
    case 'reminder':
      if (standing.answered) return 'answered';
      if (now > standing.replyBy) return 'too-late';
      break;
    case 'invitation':
    case 'receipt':
      if (now > meetingStartsAt) return 'too-late';
      break;
    default:
      return kind satisfies never;
  }
  return hasAddress ? undefined : 'no-address';
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
