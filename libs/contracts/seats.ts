import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { exampleInvitation } from './invitation.js';
import { exampleMeeting } from './meeting.js';
import { exampleSite } from './organisation.js';
import { andFocalPoints, readers } from './rights.js';
import { HeldSeat, Seat } from './seat.js';
import { Id, ProvinceCode } from './words.js';

export const GetSeat = defineRpc({
  subject: 'rpc.registration.v1.get-seat',
  http: { method: 'GET', path: '/api/v1/invitations/:invitationId/seat', opens: andFocalPoints(readers) },
  summary:
    'What the hall at which an office joins holds for it now, with its place among those who wait; none where seats are not counted',
  request: z.object({ invitationId: Id }),
  returns: z.object({ seat: Seat.optional() }),
  example: {
    request: { invitationId: exampleInvitation.id },
    returns: { seat: { state: 'waiting', people: 1, place: 3 } },
  },
});
export const SeatChanged = defineEvent({
  subject: 'evt.registration.v1.seat-changed',
  summary:
    'What a hall whose seats are counted holds for an office has changed: `seat` is what it holds now, none where nobody comes any more; `previous` what it held before',
  data: z.object({
    meetingId: Id,
    siteId: Id,
    invitationId: Id,
    organisationId: Id,
    provinceCode: ProvinceCode,
    seat: HeldSeat.optional(),
    previous: HeldSeat.optional(),
  }),
  example: {
    meetingId: exampleMeeting.id,
    siteId: exampleSite.id,
    invitationId: exampleInvitation.id,
    organisationId: 'th-50-revenue',
    provinceCode: 'TH-50',
    seat: { state: 'seated', people: 1 },
    previous: { state: 'waiting', people: 1 },
  },
});
