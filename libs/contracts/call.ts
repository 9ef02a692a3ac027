import { z } from 'zod';
import { defineRpc } from './contract.js';
import { exampleInvitation } from './invitation.js';
import { andFocalPoints, replyDesk } from './rights.js';
import { Id, Instant, StaffId, TextOrBlank } from './words.js';

/** What came of ringing an office: it was reached, says that it will answer, did not pick up, is not at this number, or asks to be called again. */
export const CallOutcome = z
  .enum(['reached', 'will-answer', 'no-answer', 'wrong-number', 'call-again'])
  .meta({ id: 'CallOutcome' });
export type CallOutcome = z.infer<typeof CallOutcome>;

/** One call to an office. `id` is the caller's own, so that what is sent twice is one call. */
export const Call = z
  .object({
    id: Id,
    invitationId: Id,
    outcome: CallOutcome,
    note: z.string().optional(),
    callAgainAt: Instant.optional(),
    at: Instant,
    by: z.string().max(64),
  })
  .meta({ id: 'Call' });
export type Call = z.infer<typeof Call>;

export const exampleCall: Call = {
  id: '5b1f0c52-8f57-4b7e-9d6e-2f4f1f3c7a10',
  invitationId: exampleInvitation.id,
  outcome: 'call-again',
  note: 'ผู้รับผิดชอบไปราชการ',
  callAgainAt: '2016-11-21T02:00:00.000Z',
  at: '2016-11-19T03:00:00.000Z',
  by: 'staff-desk',
};

export const RecordCall = defineRpc({
  subject: 'rpc.notifications.v1.record-call',
  http: {
    method: 'POST',
    path: '/api/v1/invitations/:invitationId/calls',
    opens: andFocalPoints(replyDesk),
    staffIn: 'calledBy',
  },
  summary: 'Notes what came of ringing an office; under the same id it is noted once',
  request: z.object({
    invitationId: Id,
    callId: Id,
    outcome: CallOutcome,
    note: TextOrBlank(500).optional(),
    callAgainAt: Instant.optional(),
    calledBy: StaffId,
  }),
  returns: Call,
  example: {
    request: {
      invitationId: exampleInvitation.id,
      callId: exampleCall.id,
      outcome: 'call-again',
      note: 'ผู้รับผิดชอบไปราชการ',
      callAgainAt: '2016-11-21T02:00:00.000Z',
      calledBy: 'staff-desk',
    },
    returns: exampleCall,
  },
});
export const ListCalls = defineRpc({
  subject: 'rpc.notifications.v1.list-calls',
  http: { method: 'GET', path: '/api/v1/invitations/:invitationId/calls', opens: andFocalPoints(replyDesk) },
  summary: 'The calls to an office that were noted, the newest first, two hundred at most',
  request: z.object({ invitationId: Id }),
  returns: z.object({ items: z.array(Call) }),
  example: { request: { invitationId: exampleInvitation.id }, returns: { items: [exampleCall] } },
});
