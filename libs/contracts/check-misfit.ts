import { z } from 'zod';
import { exampleCheck } from './check.js';
import { defineRpc } from './contract.js';
import { exampleSite } from './organisation.js';
import { Bilingual, Id, Instant } from './words.js';

/** So many of the checks that no longer fit are named; the others are counted. */
export const mostMisfitsNamed = 5;

/**
 * What of the checks would not fit a meeting that begins otherwise or invites others. `cancelled`: booked checks that would end after
 * it begins, or of sites where nobody would attend any more, the first of them by name in order of time; `ageing`: sites whose pass
 * holds at the meeting as it is and would be too old for it then.
 */
export const CheckMisfits = z
  .object({
    cancelled: z.int().min(0),
    first: z.array(z.object({ siteId: Id, name: Bilingual, startsAt: Instant })).max(mostMisfitsNamed),
    ageing: z.int().min(0),
  })
  .meta({ id: 'CheckMisfits' });
export type CheckMisfits = z.infer<typeof CheckMisfits>;

const { meetingId, siteId, startsAt } = exampleCheck;
export const exampleMisfits: CheckMisfits = {
  cancelled: 1,
  first: [{ siteId, name: exampleSite.name, startsAt }],
  ageing: 0,
};

export const FindCheckMisfits = defineRpc({
  subject: 'rpc.scheduling.v1.find-check-misfits',
  summary:
    'Which checks would no longer fit if the meeting began at an instant and nobody attended any more at the sites of `leftSiteIds`; nothing is changed',
  request: z.object({ meetingId: Id, startsAt: Instant, leftSiteIds: z.array(Id).max(1000) }),
  returns: CheckMisfits,
  example: { request: { meetingId, startsAt: '2016-11-14T02:00:00.000Z', leftSiteIds: [] }, returns: exampleMisfits },
});
