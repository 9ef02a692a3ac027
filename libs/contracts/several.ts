import { z } from 'zod';
import { defineRpc } from './contract.js';
import { exampleInvitation, InvitationFilter } from './invitation.js';
import { exampleMeeting } from './meeting.js';
import { Contact, exampleContact } from './organisation.js';
import { owners } from './rights.js';
import { broken } from './word.js';
import { Bilingual, Id, Instant, Reason, StaffId } from './words.js';

/**
 * Several invitations of a meeting: those that are named, or all that a list with this filter shows. A thousand are gone
 * through at a time; `next` says where to go on. With `preview` nothing is changed: it is told how many would be.
 */
const several = z.object({
  meetingId: Id,
  invitationIds: z.array(Id).min(1).max(1000).optional(),
  filter: InvitationFilter.omit({ meetingId: true }).optional(),
  after: z.string().max(200).optional(),
  preview: z.boolean().default(false),
});
/** Of those gone through: how many changed, and how many stood so already or could not be changed. */
export const SeveralChanged = z
  .object({ changed: z.int().min(0), left: z.int().min(0), next: z.string().optional() })
  .meta({ id: 'SeveralChanged' });
export type SeveralChanged = z.infer<typeof SeveralChanged>;
const severalMs = 60_000;
export const ExtendInvitations = defineRpc({
  subject: 'rpc.registration.v1.extend-invitations',
  http: {
    method: 'POST',
    path: '/api/v1/meetings/:meetingId/extensions',
    opens: owners,
    staffIn: 'extendedBy',
    timeoutMs: severalMs,
  },
  summary:
    'Gives offices more time to answer, until an instant before the meeting begins; the same once more changes nothing',
  request: several.extend({ until: Instant, reason: Reason, extendedBy: StaffId }),
  returns: SeveralChanged,
  example: {
    request: {
      meetingId: exampleMeeting.id,
      filter: { provinceCode: 'TH-50', standing: 'silent' },
      until: '2016-11-21T16:59:59.000Z',
      reason: 'น้ำท่วม ไปรษณีย์ล่าช้า',
      extendedBy: 'staff-coordinator',
    },
    returns: { changed: 8, left: 0 },
  },
});
export const WithdrawInvitations = defineRpc({
  subject: 'rpc.registration.v1.withdraw-invitations',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/withdrawals', opens: owners, timeoutMs: severalMs },
  summary: 'Takes several invitations back with a reason: their links no longer work and no mail follows',
  request: several.extend({ reason: Reason }),
  returns: SeveralChanged,
  example: {
    request: { meetingId: exampleMeeting.id, invitationIds: [exampleInvitation.id], reason: 'เชิญซ้ำ' },
    returns: { changed: 1, left: 0 },
  },
});
export const InviteAgain = defineRpc({
  subject: 'rpc.registration.v1.invite-again',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/invitations-again', opens: owners, timeoutMs: severalMs },
  summary: 'Invites offices again whose invitation was withdrawn: with a new link, and with what they had said before',
  request: several.extend({ reason: Reason.optional() }),
  returns: SeveralChanged,
  example: {
    request: { meetingId: exampleMeeting.id, invitationIds: [exampleInvitation.id] },
    returns: { changed: 1, left: 0 },
  },
});
/** Why an office did not get a contact: it was merged into another, has as many as there may be, or was written to in this moment; `refused`: the directory does not take it as it stands. */
export const WhyNoContact = z.enum(['merged', 'full', 'in-hand', 'refused']).meta({ id: 'WhyNoContact' });
export type WhyNoContact = z.infer<typeof WhyNoContact>;
export const ContactAssigned = SeveralChanged.extend({
  /** Those that it was not done for; asked again, it is done for those that it can be. */
  not: z.array(z.object({ invitationId: Id, name: Bilingual, why: WhyNoContact })),
}).meta({ id: 'ContactAssigned' });
export type ContactAssigned = z.infer<typeof ContactAssigned>;
const assigned = Contact.refine(
  ({ role: _role, ...said }) => Object.keys(said).length > 0,
  broken(['name'], 'missing'),
);
export const AssignContact = defineRpc({
  subject: 'rpc.registration.v1.assign-contact',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/assigned-contacts', opens: owners, timeoutMs: severalMs },
  summary:
    'Gives the invited offices one contact in the directory, beside those that they have or instead of those of its role; what follows is the same as when each is corrected, and the same once more changes nothing',
  request: several.extend({ contact: assigned, instead: z.boolean().default(false) }),
  returns: ContactAssigned,
  example: {
    request: {
      meetingId: exampleMeeting.id,
      filter: { provinceCode: 'TH-50' },
      contact: exampleContact,
      instead: true,
    },
    returns: {
      changed: 7,
      left: 0,
      not: [{ invitationId: exampleInvitation.id, name: exampleInvitation.organisation.name, why: 'merged' }],
    },
  },
});
