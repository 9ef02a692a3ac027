import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { exampleMeeting } from './meeting.js';
import { exampleSite } from './organisation.js';
import { broken } from './word.js';
import { Bilingual, ClockTime, Day, Id, Instant, ProvinceCode, TextOrBlank } from './words.js';

/** The grid of slots of a meeting: its days and hours in the meeting's zone, and how many checks run at a time. */
export const CheckCalendar = z
  .object({
    meetingId: Id,
    firstDay: Day,
    lastDay: Day,
    hours: z.array(z.object({ from: ClockTime, to: ClockTime })).min(1).max(4),
    closedDays: z.array(Day).max(100).default([]),
    slotMinutes: z.int().min(5).max(240).default(20),
    gapMinutes: z.int().min(0).max(120).default(10),
    rooms: z.int().min(1).max(50),
  })
  .refine((calendar) => calendar.firstDay <= calendar.lastDay, broken(['lastDay'], 'must-not-be-before', { other: 'firstDay' }))
  .meta({ id: 'CheckCalendar' });
export type CheckCalendar = z.infer<typeof CheckCalendar>;

/** What the technician measured and saw. Loss in percent, round trip and jitter in milliseconds. */
export const CheckEvidence = z
  .object({
    lossPercent: z.number().min(0).max(100),
    roundTripMs: z.number().min(0).max(60_000),
    jitterMs: z.number().min(0).max(60_000),
    audioBothWays: z.boolean(),
    videoBothWays: z.boolean(),
    contentShared: z.boolean(),
    echoFree: z.boolean(),
    contactPresent: z.boolean(),
  })
  .meta({ id: 'CheckEvidence' });
export type CheckEvidence = z.infer<typeof CheckEvidence>;

export const CheckState = z.enum(['booked', 'passed', 'failed', 'cancelled']).meta({ id: 'CheckState' });
export type CheckState = z.infer<typeof CheckState>;

/** A test of one site's link. `ordinal` counts the site's checks, `appointment` its bookings and moves (a mail each). */
export const Check = z
  .object({
    id: Id,
    meetingId: Id,
    siteId: Id,
    ordinal: z.int().min(1),
    appointment: z.int().min(1),
    startsAt: Instant,
    endsAt: Instant,
    room: z.int().min(1),
    state: CheckState,
    evidence: CheckEvidence.optional(),
    faults: z.array(z.string()).optional(),
    note: z.string().max(1000).optional(),
    recordedAt: Instant.optional(),
    recordedBy: z.string().max(64).optional(),
    revision: z.int().positive(),
  })
  .meta({ id: 'Check' });
export type Check = z.infer<typeof Check>;

export const ReadinessStatus = z.enum(['unknown', 'booked', 'passed', 'failed', 'stale']).meta({ id: 'ReadinessStatus' });
export type ReadinessStatus = z.infer<typeof ReadinessStatus>;
/** Where a site stands before the day. `attending` counts its offices that attend or send someone: with none, no check is needed. */
export const SiteReadiness = z
  .object({
    meetingId: Id,
    siteId: Id,
    name: Bilingual,
    provinceCode: ProvinceCode,
    attending: z.int().min(0),
    status: ReadinessStatus,
    checkId: Id.optional(),
    since: Instant.optional(),
    revision: z.int().min(0),
  })
  .meta({ id: 'SiteReadiness' });
export type SiteReadiness = z.infer<typeof SiteReadiness>;

export const exampleEvidence: CheckEvidence = {
  lossPercent: 0.2, roundTripMs: 48, jitterMs: 6, audioBothWays: true, videoBothWays: true, contentShared: true, echoFree: true, contactPresent: true,
};
export const exampleCalendar: CheckCalendar = {
  meetingId: exampleMeeting.id, firstDay: '2016-11-14', lastDay: '2016-11-22',
  hours: [{ from: '09:00', to: '12:00' }, { from: '13:00', to: '16:00' }], closedDays: [], slotMinutes: 20, gapMinutes: 10, rooms: 2,
};
export const exampleCheck: Check = {
  id: 'chk-egov-readiness-2559-th-50-1', meetingId: exampleMeeting.id, siteId: exampleSite.id, ordinal: 1, appointment: 1,
  startsAt: '2016-11-14T02:00:00.000Z', endsAt: '2016-11-14T02:20:00.000Z', room: 1, state: 'booked', revision: 1,
};
const exampleReadiness: SiteReadiness = {
  meetingId: exampleMeeting.id, siteId: exampleSite.id, name: exampleSite.name, provinceCode: 'TH-50', attending: 8,
  status: 'booked', checkId: exampleCheck.id, since: '2016-11-10T01:30:00.000Z', revision: 2,
};

const meetingOnly = z.object({ meetingId: Id });
/** Why a site has no slot: `codes and values, worded at the edge`. */
export const Unplaced = z.object({ siteId: Id, reason: z.enum(['no-free-slot', 'no-time-left']) }).meta({ id: 'Unplaced' });
export type Unplaced = z.infer<typeof Unplaced>;

export const SetCheckCalendar = defineRpc({
  subject: 'rpc.scheduling.v1.set-check-calendar',
  summary: 'Sets the days, hours and rooms in which a meeting’s sites are checked; booked checks stay where they are',
  request: CheckCalendar,
  reply: CheckCalendar,
  example: { request: exampleCalendar, reply: exampleCalendar },
});
export const GetCheckCalendar = defineRpc({
  subject: 'rpc.scheduling.v1.get-check-calendar',
  summary: 'The days, hours and rooms in which a meeting’s sites are checked',
  request: meetingOnly,
  reply: CheckCalendar,
  example: { request: { meetingId: exampleMeeting.id }, reply: exampleCalendar },
});
export const PlanChecks = defineRpc({
  subject: 'rpc.scheduling.v1.plan-checks',
  summary: 'Books a slot for every site that has an attending office and neither a booked nor a passed check; says which did not fit',
  request: meetingOnly,
  reply: z.object({ booked: z.array(Check), unplaced: z.array(Unplaced) }),
  example: { request: { meetingId: exampleMeeting.id }, reply: { booked: [exampleCheck], unplaced: [] } },
});
export const ListChecks = defineRpc({
  subject: 'rpc.scheduling.v1.list-checks',
  summary: 'A meeting’s checks in order of time',
  request: meetingOnly.extend({ state: CheckState.optional(), siteId: Id.optional() }),
  reply: z.object({ items: z.array(Check) }),
  example: { request: { meetingId: exampleMeeting.id, state: 'booked' }, reply: { items: [exampleCheck] } },
});
export const RecordCheckResult = defineRpc({
  subject: 'rpc.scheduling.v1.record-check-result',
  summary: 'Keeps what was measured and seen; the thresholds decide whether the site passed (inconclusive evidence is refused: measure on)',
  request: z.object({ checkId: Id, evidence: CheckEvidence, note: TextOrBlank(1000).optional(), recordedBy: z.string().min(1).max(64) }),
  reply: Check,
  example: { request: { checkId: exampleCheck.id, evidence: exampleEvidence, recordedBy: 'staff-vc' }, reply: { ...exampleCheck, state: 'passed', evidence: exampleEvidence, revision: 2 } },
});
export const MoveCheck = defineRpc({
  subject: 'rpc.scheduling.v1.move-check',
  summary: 'Moves a booked check to another free slot of the calendar',
  request: z.object({ checkId: Id, startsAt: Instant }),
  reply: Check,
  example: { request: { checkId: exampleCheck.id, startsAt: '2016-11-15T02:00:00.000Z' }, reply: { ...exampleCheck, appointment: 2, revision: 2 } },
});
export const CancelCheck = defineRpc({
  subject: 'rpc.scheduling.v1.cancel-check',
  summary: 'Cancels a booked check; its slot is free again',
  request: z.object({ checkId: Id }),
  reply: Check,
  example: { request: { checkId: exampleCheck.id }, reply: { ...exampleCheck, state: 'cancelled', revision: 2 } },
});
export const ListReadiness = defineRpc({
  subject: 'rpc.scheduling.v1.list-readiness',
  summary: 'Where every site of the meeting stands',
  request: meetingOnly,
  reply: z.object({ items: z.array(SiteReadiness) }),
  example: { request: { meetingId: exampleMeeting.id }, reply: { items: [exampleReadiness] } },
});

const siteName = { siteName: Bilingual };
export const CheckBooked = defineEvent({
  subject: 'evt.scheduling.v1.check-booked',
  summary: 'A site’s check was booked in a slot',
  data: z.object({ check: Check, ...siteName }),
  example: { check: exampleCheck, siteName: exampleSite.name },
});
export const CheckMoved = defineEvent({
  subject: 'evt.scheduling.v1.check-moved',
  summary: 'A booked check was moved to another slot',
  data: z.object({ check: Check, previousStartsAt: Instant, ...siteName }),
  example: { check: { ...exampleCheck, appointment: 2, revision: 2 }, previousStartsAt: exampleCheck.startsAt, siteName: exampleSite.name },
});
export const CheckCancelled = defineEvent({
  subject: 'evt.scheduling.v1.check-cancelled',
  summary: 'A booked check was cancelled',
  data: z.object({ check: Check, ...siteName }),
  example: { check: { ...exampleCheck, state: 'cancelled', revision: 2 }, siteName: exampleSite.name },
});
export const CheckRecorded = defineEvent({
  subject: 'evt.scheduling.v1.check-recorded',
  summary: 'A check passed or failed',
  data: z.object({ check: Check }),
  example: { check: { ...exampleCheck, state: 'passed', evidence: exampleEvidence, revision: 2 } },
});
export const SiteReadinessChanged = defineEvent({
  subject: 'evt.scheduling.v1.site-readiness-changed',
  summary: 'A site stands elsewhere than before',
  data: z.object({ meetingId: Id, siteId: Id, status: ReadinessStatus, previous: ReadinessStatus }),
  example: { meetingId: exampleMeeting.id, siteId: exampleSite.id, status: 'passed', previous: 'booked' },
});
