import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { exampleMeeting } from './meeting.js';
import { exampleSite } from './organisation.js';
import { andFocalPoints, checkers, readers } from './rights.js';
import { broken } from './word.js';
import { Bilingual, ClockEnd, ClockTime, Day, Id, Instant, Line, ProvinceCode, TextOrBlank } from './words.js';

/**
 * The grid of slots of a meeting: its days and hours in the meeting's zone, and how many checks run at a time. Rooms 1 to
 * `rooms` are the technicians' centre's, the same for all meetings. A window of hours lies within one day, where 24:00 is
 * its end. `noticeHours` are the working hours (Monday to Friday, 08:30 to 16:30, no closed day) that lie at least between
 * planning a check and its start; a closed day may lie before the first day, for their sake.
 */
export const CheckCalendar = z
  .object({
    meetingId: Id,
    firstDay: Day,
    lastDay: Day,
    hours: z
      .array(z.object({ from: ClockTime, to: ClockEnd }))
      .min(1)
      .max(12),
    closedDays: z.array(Day).max(400).default([]),
    slotMinutes: z.int().min(5).max(240).default(20),
    gapMinutes: z.int().min(0).max(120).default(10),
    rooms: z.int().min(1).max(50),
    noticeHours: z.int().min(0).max(40).default(4),
  })
  .refine(
    (calendar) => calendar.firstDay <= calendar.lastDay,
    broken(['lastDay'], 'must-not-be-before', { other: 'firstDay' }),
  )
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

/** The evidence of a check that was not finished: as far as it was measured and seen. */
export const EvidenceSoFar = CheckEvidence.partial().meta({ id: 'EvidenceSoFar' });
export type EvidenceSoFar = z.infer<typeof EvidenceSoFar>;

/**
 * What became of a check: measured to the end, so that the thresholds decide; aborted, or measured without an end (it failed, and
 * a note says how); or nobody was there at the site.
 */
export const CheckOutcome = z.enum(['measured', 'aborted', 'no-show']).meta({ id: 'CheckOutcome' });
export type CheckOutcome = z.infer<typeof CheckOutcome>;

export const CheckState = z.enum(['booked', 'passed', 'failed', 'no-show', 'cancelled']).meta({ id: 'CheckState' });
export type CheckState = z.infer<typeof CheckState>;
/** The states of a check that has a result. */
export const ResultState = CheckState.extract(['passed', 'failed', 'no-show']).meta({ id: 'ResultState' });
export type ResultState = z.infer<typeof ResultState>;

/** Who did without a check: the site, staff, or Sala, as nobody attends there any more, the meeting is off, or its result was taken back. */
export const CheckCancelCause = z
  .enum(['site', 'staff', 'nobody-attends', 'meeting-cancelled', 'result-withdrawn'])
  .meta({ id: 'CheckCancelCause' });
export type CheckCancelCause = z.infer<typeof CheckCancelCause>;

const result = {
  evidence: EvidenceSoFar.optional(),
  faults: z.array(z.string()).optional(),
  note: z.string().max(1000).optional(),
};
/** A result that was corrected or withdrawn, with who did it, when and why; without a reason, its note or recorder alone was changed. */
export const PastResult = z
  .object({
    state: ResultState,
    ...result,
    recordedAt: Instant,
    recordedBy: z.string().max(64),
    ended: z.enum(['corrected', 'withdrawn']),
    endedAt: Instant,
    endedBy: z.string().max(64),
    reason: z.string().max(500).optional(),
  })
  .meta({ id: 'PastResult' });
export type PastResult = z.infer<typeof PastResult>;

/**
 * A test of one site's link. `ordinal` counts the site's checks, `appointment` its bookings and moves (a mail each). `overdue`
 * is said in lists alone: the check is over by the clock and nobody has entered what became of it.
 */
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
    ...result,
    recordedAt: Instant.optional(),
    recordedBy: z.string().max(64).optional(),
    history: z.array(PastResult).optional(),
    cancelCause: CheckCancelCause.optional(),
    overdue: z.boolean().optional(),
    revision: z.int().positive(),
  })
  .meta({ id: 'Check' });
export type Check = z.infer<typeof Check>;

/** `overdue` is said in lists alone: the site's check is over by the clock, and its result is missing. */
export const ReadinessStatus = z
  .enum(['unknown', 'booked', 'overdue', 'passed', 'failed', 'stale'])
  .meta({ id: 'ReadinessStatus' });
export type ReadinessStatus = z.infer<typeof ReadinessStatus>;
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
    lastResult: z
      .object({
        checkId: Id,
        state: ResultState,
        faults: z.array(z.string()),
        note: z.string().optional(),
        recordedAt: Instant,
        recordedBy: z.string(),
      })
      .optional(),
    next: z.object({ checkId: Id, startsAt: Instant, endsAt: Instant, room: z.int().min(1) }).optional(),
    since: Instant.optional(),
    revision: z.int().min(0),
  })
  .meta({ id: 'SiteReadiness' });
export type SiteReadiness = z.infer<typeof SiteReadiness>;

export const exampleEvidence: CheckEvidence = {
  lossPercent: 0.2,
  roundTripMs: 48,
  jitterMs: 6,
  audioBothWays: true,
  videoBothWays: true,
  contentShared: true,
  echoFree: true,
  contactPresent: true,
};
export const exampleCalendar: CheckCalendar = {
  meetingId: exampleMeeting.id,
  firstDay: '2016-11-14',
  lastDay: '2016-11-22',
  hours: [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '16:00' },
  ],
  closedDays: [],
  slotMinutes: 20,
  gapMinutes: 10,
  rooms: 2,
  noticeHours: 4,
};
export const exampleCheck: Check = {
  id: 'chk-egov-readiness-2559-th-50-1',
  meetingId: exampleMeeting.id,
  siteId: exampleSite.id,
  ordinal: 1,
  appointment: 1,
  startsAt: '2016-11-14T02:00:00.000Z',
  endsAt: '2016-11-14T02:20:00.000Z',
  room: 1,
  state: 'booked',
  revision: 1,
};
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

const meetingOnly = z.object({ meetingId: Id });
/** Why a site has no slot; `result-missing`: its last check is over and nobody has entered what became of it. */
export const Unplaced = z
  .object({ siteId: Id, reason: z.enum(['no-free-slot', 'no-time-left', 'result-missing']) })
  .meta({ id: 'Unplaced' });
export type Unplaced = z.infer<typeof Unplaced>;

export const SetCheckCalendar = defineRpc({
  subject: 'rpc.scheduling.v1.set-check-calendar',
  http: {
    method: 'PUT',
    path: '/api/v1/meetings/:meetingId/check-calendar',
    opens: checkers,
    mayRepeat: ['meetingId'],
  },
  summary: 'Sets the days, hours and rooms in which a meeting’s sites are checked; booked checks stay where they are',
  request: CheckCalendar,
  returns: CheckCalendar,
  example: { request: exampleCalendar, returns: exampleCalendar },
});
export const GetCheckCalendar = defineRpc({
  subject: 'rpc.scheduling.v1.get-check-calendar',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/check-calendar', opens: andFocalPoints(readers) },
  summary: 'The days, hours and rooms in which a meeting’s sites are checked',
  request: meetingOnly,
  returns: CheckCalendar,
  example: { request: { meetingId: exampleMeeting.id }, returns: exampleCalendar },
});
export const PlanChecks = defineRpc({
  subject: 'rpc.scheduling.v1.plan-checks',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/check-plan', opens: checkers, timeoutMs: 30_000 },
  summary:
    'Books a slot for every site that has an attending office and neither a booked nor a passed check; says which did not fit',
  request: meetingOnly,
  returns: z.object({ booked: z.array(Check), unplaced: z.array(Unplaced) }),
  example: { request: { meetingId: exampleMeeting.id }, returns: { booked: [exampleCheck], unplaced: [] } },
});
export const ListChecks = defineRpc({
  subject: 'rpc.scheduling.v1.list-checks',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/checks', opens: andFocalPoints(readers) },
  summary: 'A meeting’s checks in order of time; a focal point sees those of its province',
  request: meetingOnly.extend({ state: CheckState.optional(), siteId: Id.optional() }),
  returns: z.object({ items: z.array(Check) }),
  example: { request: { meetingId: exampleMeeting.id, state: 'booked' }, returns: { items: [exampleCheck] } },
});
const Reason = Line(500);
const by = z.string().min(1).max(64);
const expectedRevision = z.int().positive().optional();
/** What a technician enters; all of the evidence for a check that was measured, none for one where nobody came. */
export const CheckResult = z.object({
  outcome: CheckOutcome.default('measured'),
  evidence: EvidenceSoFar.optional(),
  note: TextOrBlank(1000).optional(),
});
export type CheckResult = z.infer<typeof CheckResult>;
const passedCheck: Check = {
  ...exampleCheck,
  state: 'passed',
  evidence: exampleEvidence,
  faults: [],
  recordedAt: '2016-11-14T02:20:00.000Z',
  recordedBy: 'staff-vc',
  revision: 2,
};
const failedEvidence: CheckEvidence = { ...exampleEvidence, lossPercent: 6 };
const wrongResult = {
  evidence: exampleEvidence,
  faults: [],
  recordedAt: '2016-11-14T02:20:00.000Z',
  recordedBy: 'staff-vc',
  endedAt: '2016-11-14T03:00:00.000Z',
  endedBy: 'staff-vc',
  reason: 'entered for the wrong site',
};
const correctedCheck: Check = {
  ...passedCheck,
  state: 'failed',
  evidence: failedEvidence,
  faults: ['loss'],
  recordedAt: '2016-11-14T03:00:00.000Z',
  history: [{ state: 'passed', ...wrongResult, ended: 'corrected' }],
  revision: 3,
};
const withdrawnCheck: Check = {
  ...exampleCheck,
  history: [{ state: 'passed', ...wrongResult, ended: 'withdrawn' }],
  revision: 3,
};

export const RecordCheckResult = defineRpc({
  subject: 'rpc.scheduling.v1.record-check-result',
  http: { method: 'PUT', path: '/api/v1/checks/:checkId/result', opens: checkers, staffIn: 'recordedBy' },
  summary:
    'Keeps what became of a check: measured, the thresholds decide whether the site passed (inconclusive evidence is refused: measure on); aborted, it failed; or nobody was there',
  request: z.object({ checkId: Id, ...CheckResult.shape, recordedBy: by }),
  returns: Check,
  example: {
    request: { checkId: exampleCheck.id, evidence: exampleEvidence, recordedBy: 'staff-vc' },
    returns: passedCheck,
  },
});
export const CorrectCheckResult = defineRpc({
  subject: 'rpc.scheduling.v1.correct-check-result',
  http: { method: 'PUT', path: '/api/v1/checks/:checkId/result/correction', opens: checkers, staffIn: 'correctedBy' },
  summary:
    'Puts another result in the place of one that was entered by mistake; what it was stays in the check’s history with the reason',
  request: z.object({ checkId: Id, ...CheckResult.shape, reason: Reason, correctedBy: by, expectedRevision }),
  returns: Check,
  example: {
    request: {
      checkId: exampleCheck.id,
      evidence: failedEvidence,
      reason: wrongResult.reason,
      correctedBy: 'staff-vc',
    },
    returns: correctedCheck,
  },
});
export const WithdrawCheckResult = defineRpc({
  subject: 'rpc.scheduling.v1.withdraw-check-result',
  http: { method: 'PUT', path: '/api/v1/checks/:checkId/result/withdrawal', opens: checkers, staffIn: 'withdrawnBy' },
  summary:
    'Takes a result back that was entered by mistake: the check is booked as before, or cancelled where the site’s next check is booked already',
  request: z.object({ checkId: Id, reason: Reason, withdrawnBy: by, expectedRevision }),
  returns: Check,
  example: {
    request: { checkId: exampleCheck.id, reason: wrongResult.reason, withdrawnBy: 'staff-vc' },
    returns: withdrawnCheck,
  },
});
export const MoveCheck = defineRpc({
  subject: 'rpc.scheduling.v1.move-check',
  http: { method: 'PUT', path: '/api/v1/checks/:checkId/slot', opens: checkers, timeoutMs: 15_000 },
  summary: 'Moves a booked check to another free slot of the calendar',
  request: z.object({ checkId: Id, startsAt: Instant, expectedRevision }),
  returns: Check,
  example: {
    request: { checkId: exampleCheck.id, startsAt: '2016-11-15T02:00:00.000Z' },
    returns: { ...exampleCheck, appointment: 2, revision: 2 },
  },
});
export const CancelCheck = defineRpc({
  subject: 'rpc.scheduling.v1.cancel-check',
  http: { method: 'DELETE', path: '/api/v1/checks/:checkId', opens: checkers },
  summary: 'Cancels a booked check, for the site or for staff; its slot is free again',
  request: z.object({
    checkId: Id,
    cause: CheckCancelCause.extract(['site', 'staff']).default('staff'),
    note: TextOrBlank(1000).optional(),
    expectedRevision,
  }),
  returns: Check,
  example: {
    request: { checkId: exampleCheck.id, cause: 'site' },
    returns: { ...exampleCheck, state: 'cancelled', cancelCause: 'site', revision: 2 },
  },
});
export const ListReadiness = defineRpc({
  subject: 'rpc.scheduling.v1.list-readiness',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/readiness', opens: andFocalPoints(readers) },
  summary: 'Where every site of the meeting stands; a focal point sees those of its province',
  request: meetingOnly,
  returns: z.object({ items: z.array(SiteReadiness) }),
  example: { request: { meetingId: exampleMeeting.id }, returns: { items: [exampleReadiness] } },
});

const siteName = { siteName: Bilingual };
export const CheckBooked = defineEvent({
  subject: 'evt.scheduling.v1.check-booked',
  summary:
    'A site’s check was booked in a slot; `follows` says how its last one ended, unless it is the first or that one passed',
  data: z.object({ check: Check, follows: z.enum(['failed', 'no-show', 'cancelled']).optional(), ...siteName }),
  example: { check: exampleCheck, siteName: exampleSite.name },
});
export const CheckMoved = defineEvent({
  subject: 'evt.scheduling.v1.check-moved',
  summary: 'A booked check was moved to another slot',
  data: z.object({ check: Check, previousStartsAt: Instant, ...siteName }),
  example: {
    check: { ...exampleCheck, appointment: 2, revision: 2 },
    previousStartsAt: exampleCheck.startsAt,
    siteName: exampleSite.name,
  },
});
export const CheckCancelled = defineEvent({
  subject: 'evt.scheduling.v1.check-cancelled',
  summary: 'A booked check was cancelled',
  data: z.object({ check: Check, ...siteName }),
  example: {
    check: { ...exampleCheck, state: 'cancelled', cancelCause: 'site', revision: 2 },
    siteName: exampleSite.name,
  },
});
export const CheckRecorded = defineEvent({
  subject: 'evt.scheduling.v1.check-recorded',
  summary: 'A check passed or failed, or nobody was there',
  data: z.object({ check: Check }),
  example: { check: passedCheck },
});
export const CheckResultCorrected = defineEvent({
  subject: 'evt.scheduling.v1.check-result-corrected',
  summary: 'Another result was put in the place of one that was entered by mistake',
  data: z.object({ check: Check, previous: PastResult }),
  example: { check: correctedCheck, previous: { state: 'passed', ...wrongResult, ended: 'corrected' } },
});
export const CheckResultWithdrawn = defineEvent({
  subject: 'evt.scheduling.v1.check-result-withdrawn',
  summary: 'A result that was entered by mistake was taken back',
  data: z.object({ check: Check, previous: PastResult }),
  example: { check: withdrawnCheck, previous: { state: 'passed', ...wrongResult, ended: 'withdrawn' } },
});
export const SiteReadinessChanged = defineEvent({
  subject: 'evt.scheduling.v1.site-readiness-changed',
  summary: 'A site stands elsewhere than before',
  data: z.object({ meetingId: Id, siteId: Id, status: ReadinessStatus, previous: ReadinessStatus }),
  example: { meetingId: exampleMeeting.id, siteId: exampleSite.id, status: 'passed', previous: 'booked' },
});
