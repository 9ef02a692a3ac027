import { z } from 'zod';
import { defineEvent } from './contract.js';
import { exampleInvitation } from './invitation.js';
import { exampleMeeting } from './meeting.js';
import { exampleSite } from './organisation.js';
import { HeldSeat } from './seat.js';
import { Id, ProvinceCode } from './words.js';

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
