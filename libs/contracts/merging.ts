import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { KeptOrganisation, NamedOffice } from './directory.js';
import { exampleInvitation } from './invitation.js';
import { exampleMeeting } from './meeting.js';
import { exampleOrganisation, Organisation } from './organisation.js';
import { owners } from './rights.js';
import { Answer, Bilingual, Id, Reason, StaffId } from './words.js';

/**
 * What becomes of an invitation of an office that is merged into another, at a meeting that is still to begin: one that is
 * silent is withdrawn where the other office is invited as well, and follows it where that is not; what was answered stays.
 */
export const BecomesOfInvitation = z.enum(['withdrawn', 'follows', 'stays']).meta({ id: 'BecomesOfInvitation' });
export type BecomesOfInvitation = z.infer<typeof BecomesOfInvitation>;

/** What a merge would do with one of the offices. */
export const MergeEffect = z
  .object({
    office: NamedOffice,
    invitations: z.array(
      z.object({
        meetingId: Id,
        title: Bilingual,
        invitationId: Id,
        becomes: BecomesOfInvitation,
        answer: Answer.optional(),
      }),
    ),
  })
  .meta({ id: 'MergeEffect' });
export type MergeEffect = z.infer<typeof MergeEffect>;

const merge = { organisationId: Id, from: z.array(Id).min(1).max(20) };
const organisationId = exampleOrganisation.id;
const other: Organisation = {
  ...exampleOrganisation,
  id: 'th-50-revenue-2',
  name: { th: 'สำนักงานสรรพากรพื้นที่เชียงใหม่ 2', en: 'Area revenue office of Chiang Mai 2' },
};
const reason = 'รวมตามกฎกระทรวง';

export const PreviewMerge = defineRpc({
  subject: 'rpc.registration.v1.preview-merge',
  http: { method: 'POST', path: '/api/v1/organisations/:organisationId/merge-preview', opens: owners },
  summary:
    'What merging offices into this one would do with their invitations to meetings that are still to begin; nothing is changed',
  request: z.object(merge),
  returns: z.object({ items: z.array(MergeEffect) }),
  example: {
    request: { organisationId, from: [other.id] },
    returns: {
      items: [
        {
          office: { id: other.id, name: other.name },
          invitations: [
            {
              meetingId: exampleMeeting.id,
              title: exampleMeeting.title,
              invitationId: exampleInvitation.id,
              becomes: 'stays',
              answer: 'attend',
            },
          ],
        },
      ],
    },
  },
});
export const MergeOrganisations = defineRpc({
  subject: 'rpc.registration.v1.merge-organisations',
  http: {
    method: 'POST',
    path: '/api/v1/organisations/:organisationId/merging',
    opens: owners,
    staffIn: 'mergedBy',
    timeoutMs: 30_000,
  },
  summary:
    'Merges offices into this one: they leave the directory, and their names and codes lead here. The same once more changes nothing',
  request: z.object({ ...merge, reason: Reason, mergedBy: StaffId }),
  returns: KeptOrganisation,
  example: {
    request: { organisationId, from: [other.id], reason, mergedBy: 'staff-coordinator' },
    returns: { organisation: { ...exampleOrganisation, aliases: [other.name.th] }, revision: 4 },
  },
});
export const UndoMerge = defineRpc({
  subject: 'rpc.registration.v1.undo-merge',
  http: { method: 'POST', path: '/api/v1/organisations/:organisationId/merge-undoing', opens: owners },
  summary:
    'Brings an office back that was merged into another, as it was; a code that another office has taken since is a conflict. Invitations that the merge withdrew are made again, with new links',
  request: z.object({ organisationId: Id }),
  returns: KeptOrganisation,
  example: { request: { organisationId: other.id }, returns: { organisation: other, revision: 5 } },
});

export const MergeUndone = defineEvent({
  subject: 'evt.registration.v1.merge-undone',
  summary: 'An office that was merged into another is one of its own again',
  data: z.object({ organisation: Organisation, from: Id }),
  example: { organisation: other, from: exampleOrganisation.id },
});
export const OrganisationMerged = defineEvent({
  subject: 'evt.registration.v1.organisation-merged',
  summary: 'An office was merged into another: what goes to it goes there from now on',
  data: z.object({ organisation: Organisation, into: Organisation, reason: z.string() }),
  example: { organisation: other, into: exampleOrganisation, reason },
});
