import { z } from 'zod';
import { defineRpc } from './contract.js';
import { exampleMeeting } from './meeting.js';
import { andFocalPoints, replyDesk } from './rights.js';
import { Id, Instant } from './words.js';

const meetingId = exampleMeeting.id;

/** Beside the page's name wherever it stands, so that it is apart from what the page itself asks. */
export const CountInbox = defineRpc({
  subject: 'rpc.notifications.v1.count-inbox',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/inbox/count', opens: andFocalPoints(replyDesk) },
  summary:
    'How many mails of a meeting’s inbox somebody has yet to look at; `reads`: whether Sala reads mails that come; `unreadSince`: since when its mailbox can’t be read, and what its server said',
  request: z.object({ meetingId: Id }),
  returns: z.object({
    open: z.int().min(0),
    reads: z.boolean(),
    unreadSince: Instant.optional(),
    said: z.string().max(500).optional(),
  }),
  example: { request: { meetingId }, returns: { open: 3, reads: true } },
});
