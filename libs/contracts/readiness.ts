import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { exampleMeeting } from './meeting.js';
import { exampleSite } from './organisation.js';
import { exampleCheck, ResultState } from './check.js';
import { CheckFault } from './check-evidence.js';
import { andFocalPoints, readers } from './rights.js';
import { Bilingual, Id, Instant, ProvinceCode } from './words.js';

/** `overdue` is said in lists alone: the site's check is over by the clock, and its result is missing. */
export const ReadinessStatus = z
  .enum(['unknown', 'booked', 'overdue', 'passed', 'failed', 'stale'])
  .meta({ id: 'ReadinessStatus' });
export type ReadinessStatus = z.infer<typeof ReadinessStatus>;

/** Why a pass counts no more: it is too old, or the site has other equipment or another way in since. */
export const StaleCause = z.enum(['age', 'equipment', 'systems']).meta({ id: 'StaleCause' });
export type StaleCause = z.infer<typeof StaleCause>;

/**
 * Where a site stands before the day. `attending` counts its offices that attend or send someone: with none, no check is needed.
 * `lastResult` stays while the next check is ahead; `next` is the appointment that is booked.
 */
export const SiteReadiness = z
  .object({
    meetingId: Id,
    siteId: Id,
    name: Bilingual,
    provinceCode: ProvinceCode,
    attending: z.int().min(0),
    status: ReadinessStatus,
    checkId: Id.optional(),
    staleBecause: StaleCause.optional(),
    lastResult: z
      .object({
        checkId: Id,
        state: ResultState,
        faults: z.array(CheckFault),
        note: z.string().optional(),
        recordedAt: Instant,
        recordedBy: z.string(),
      })
      .optional(),
    /** `confirmed`: when the site said that it will be there; `unfit`: it has said that it is busy then. */
    next: z
      .object({
        checkId: Id,
        startsAt: Instant,
        endsAt: Instant,
        room: z.int().min(1),
        confirmed: Instant.optional(),
        unfit: z.boolean().optional(),
      })
      .optional(),
    since: Instant.optional(),
    revision: z.int().min(0),
  })
  .meta({ id: 'SiteReadiness' });
export type SiteReadiness = z.infer<typeof SiteReadiness>;

const exampleReadiness: SiteReadiness = {
  meetingId: exampleMeeting.id,
  siteId: exampleSite.id,
  name: exampleSite.name,
  provinceCode: 'TH-50',
  attending: 8,
  status: 'booked',
  checkId: exampleCheck.id,
  next: { checkId: exampleCheck.id, startsAt: exampleCheck.startsAt, endsAt: exampleCheck.endsAt, room: 1 },
  since: '2016-11-10T01:30:00.000Z',
  revision: 2,
};

export const ListReadiness = defineRpc({
  subject: 'rpc.scheduling.v1.list-readiness',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/readiness', opens: andFocalPoints(readers) },
  summary: 'Where every site of the meeting stands; a focal point sees those of its province',
  request: z.object({ meetingId: Id }),
  returns: z.object({ items: z.array(SiteReadiness) }),
  example: { request: { meetingId: exampleMeeting.id }, returns: { items: [exampleReadiness] } },
});

export const SiteReadinessChanged = defineEvent({
  subject: 'evt.scheduling.v1.site-readiness-changed',
  summary: 'A site stands elsewhere than before',
  data: z.object({ meetingId: Id, siteId: Id, status: ReadinessStatus, previous: ReadinessStatus }),
  example: { meetingId: exampleMeeting.id, siteId: exampleSite.id, status: 'passed', previous: 'booked' },
});
