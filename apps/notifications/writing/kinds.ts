import { type CancelReason, type DeliveryKind } from '#contracts';
import { type Recipient } from '../recipient/recipient.module.js';
import { type MailKind, type OfficeFacts, type OfficeMail } from './kind.js';
import { officeKinds } from './office-kinds.js';
import { siteKinds } from './site-kinds.js';
import { staffKinds } from './staff-kinds.js';

/** Every kind of mail: what is particular to it, in one place. */
export const mailKinds: Readonly<Record<DeliveryKind, MailKind>> = { ...officeKinds, ...siteKinds, ...staffKinds };

/** Why a mail to an invited office must not be sent after all, asked right before it is sent. */
export const whyNotToOffice = (
  { outlivesMeeting = false, outlivesInvitation = false }: MailKind,
  { whyNot }: OfficeMail,
  facts: OfficeFacts,
): CancelReason | undefined => {
  const { status, meetingStatus } = facts.standing;
  const isOff = meetingStatus === 'cancelled' && !outlivesMeeting;
  if (status === 'withdrawn' && !outlivesInvitation) return isOff ? 'meeting-cancelled' : 'withdrawn';
  return isOff ? 'meeting-cancelled' : whyNot(facts);
};

type Heard = {
  readonly kind: DeliveryKind;
  readonly recipient: Pick<Recipient, 'responseRevision' | 'withdrawn'> | undefined;
  readonly meetingCancelled: boolean;
};

/** Why nobody waits for the mail any more, by what has been heard here; of a site there is no recipient. One that nobody needs has not failed. */
export const whyNeedless = ({ kind, recipient, meetingCancelled }: Heard): CancelReason | undefined => {
  const { outlivesMeeting = false, outlivesInvitation = false, forSilentOnly = false } = mailKinds[kind];
  if (meetingCancelled && !outlivesMeeting) return 'meeting-cancelled';
  if (recipient?.withdrawn === true && !outlivesInvitation) return 'withdrawn';
  return forSilentOnly && recipient !== undefined && recipient.responseRevision > 0 ? 'answered' : undefined;
};

/** The kinds that go although the meeting is off. */
export const outlivingKinds: readonly DeliveryKind[] = (Object.keys(mailKinds) as DeliveryKind[]).filter(
  (kind) => mailKinds[kind].outlivesMeeting === true,
);
