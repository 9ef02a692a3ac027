import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { exampleInvitation, Invitation } from './invitation.js';
import { exampleMeeting } from './meeting.js';
import { exampleOrganisation } from './organisation.js';
import { owners } from './rights.js';
import { Seat } from './seat.js';
import { Bilingual, CountingAnswer, Id, ProvinceCode, Reason } from './words.js';

const otherHall = { id: 'th-51', name: { th: 'ศาลากลางจังหวัดลำพูน', en: 'Lamphun Provincial Hall' } };
const reason = 'ห้องประชุมลำพูนใกล้กว่า';
const movedInvitation: Invitation = {
  ...exampleInvitation,
  organisation: { ...exampleOrganisation, siteId: otherHall.id },
  siteName: otherHall.name,
  revision: 3,
};

export const MoveInvitation = defineRpc({
  subject: 'rpc.registration.v1.move-invitation',
  http: { method: 'POST', path: '/api/v1/invitations/:invitationId/hall', opens: owners },
  summary:
    'Decides at which site an office joins a meeting, for one that it asks for or its own, and tells it so: it stays an office of its class and province. Its seat at the other hall is free; `seat` is what this one holds for it. The same once more changes nothing',
  request: z.object({ invitationId: Id, siteId: Id, reason: Reason }),
  returns: z.object({ invitation: Invitation, seat: Seat.optional() }),
  example: {
    request: { invitationId: exampleInvitation.id, siteId: otherHall.id, reason },
    returns: { invitation: movedInvitation },
  },
});

export const InvitationMoved = defineEvent({
  subject: 'evt.registration.v1.invitation-moved',
  summary: 'An office joins a meeting at another site than until now; `counts` is what it has said',
  data: z.object({
    invitationId: Id,
    meetingId: Id,
    organisationId: Id,
    class: Id,
    provinceCode: ProvinceCode,
    from: Id,
    to: Id,
    siteName: Bilingual,
    previousSiteName: Bilingual,
    reason: z.string(),
    counts: CountingAnswer.optional(),
  }),
  example: {
    invitationId: exampleInvitation.id,
    meetingId: exampleMeeting.id,
    organisationId: exampleOrganisation.id,
    class: 'revenue',
    provinceCode: 'TH-50',
    from: 'th-50',
    to: otherHall.id,
    siteName: otherHall.name,
    previousSiteName: exampleInvitation.siteName,
    reason,
    counts: { answer: 'attend', channel: 'web', late: false, responseRevision: 1, attendeeCount: 1 },
  },
});

export const OtherHallDeclined = defineEvent({
  subject: 'evt.registration.v1.other-hall-declined',
  summary: 'An office that asked for another hall joins at its own',
  data: z.object({
    invitationId: Id,
    meetingId: Id,
    organisationId: Id,
    class: Id,
    provinceCode: ProvinceCode,
    siteId: Id,
    siteName: Bilingual,
    reason: z.string(),
  }),
  example: {
    invitationId: exampleInvitation.id,
    meetingId: exampleMeeting.id,
    organisationId: exampleOrganisation.id,
    class: 'revenue',
    provinceCode: 'TH-50',
    siteId: exampleOrganisation.siteId,
    siteName: exampleInvitation.siteName,
    reason: 'ห้องประชุมลำพูนเต็ม',
  },
});
