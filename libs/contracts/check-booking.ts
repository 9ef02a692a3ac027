import { z } from 'zod';
import { Check, exampleCheck } from './check.js';
import { defineRpc } from './contract.js';
import { checkers } from './rights.js';
import { Id, Instant } from './words.js';

const { meetingId, siteId, startsAt } = exampleCheck;

export const BookCheck = defineRpc({
  subject: 'rpc.scheduling.v1.book-check',
  http: {
    method: 'POST',
    path: '/api/v1/meetings/:meetingId/sites/:siteId/checks',
    opens: checkers,
    timeoutMs: 15_000,
  },
  summary:
    'Books a check of one site at a time that was agreed with it, and the site is told; the same again is one. A plan anew does not move it',
  request: z.object({ meetingId: Id, siteId: Id, startsAt: Instant }),
  returns: Check,
  example: { request: { meetingId, siteId, startsAt }, returns: { ...exampleCheck, agreed: true } },
});
