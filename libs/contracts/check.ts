import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { exampleMeeting } from './meeting.js';
import { exampleSite } from './organisation.js';
import { CheckFault, EvidenceSoFar } from './check-evidence.js';
import { CheckFinding } from './check-findings.js';
import { CheckSteps } from './check-steps.js';
import { LinkLimits } from './link-limits.js';
import { LinkSample } from './link-samples.js';
import { SitePerson, SiteSystem } from './site-dossier.js';
import { andFocalPoints, checkers, readers } from './rights.js';
import { Bilingual, ExpectedRevision, Id, Instant, TextOrBlank } from './words.js';

export const CheckState = z.enum(['booked', 'passed', 'failed', 'no-show', 'cancelled']).meta({ id: 'CheckState' });
export type CheckState = z.infer<typeof CheckState>;

/** The states of a check that has a result. */
export const ResultState = CheckState.extract(['passed', 'failed', 'no-show']).meta({ id: 'ResultState' });
export type ResultState = z.infer<typeof ResultState>;

/** Who did without a check: the site, staff, or Sala, as nobody attends there any more, the meeting is off or begins before it, or its result was taken back. */
export const CheckCancelCause = z
  .enum(['site', 'staff', 'nobody-attends', 'meeting-cancelled', 'meeting-moved', 'result-withdrawn'])
  .meta({ id: 'CheckCancelCause' });
export type CheckCancelCause = z.infer<typeof CheckCancelCause>;

const result = {
  evidence: EvidenceSoFar.optional(),
  steps: CheckSteps.optional(),
  faults: z.array(CheckFault).optional(),
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

/** The site has said that it will be there at this time, by its link or to staff on the telephone, and who; a move ends it. */
export const CheckConfirmation = z
  .object({
    at: Instant,
    by: z.enum(['site', 'staff']),
    present: z.array(SitePerson.pick({ name: true, mobile: true })).max(4),
  })
  .meta({ id: 'CheckConfirmation' });
export type CheckConfirmation = z.infer<typeof CheckConfirmation>;

/**
 * A test of one site's link. `ordinal` counts the site's checks, `appointment` its bookings and moves (a mail each). `overdue`
 * is said in lists alone: the check is over by the clock and nobody has entered what became of it. `limits` are what it was
 * judged by, where these are not Sala's own.
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
    /** Whoever of the centre tests the site; absent where the centre names no technicians. */
    technicianId: Id.optional(),
    /** Its time was agreed with the site: a plan anew does not move it. */
    agreed: z.boolean().optional(),
    confirmed: CheckConfirmation.optional(),
    state: CheckState,
    ...result,
    samples: z.array(LinkSample).optional(),
    limits: LinkLimits.optional(),
    recordedAt: Instant.optional(),
    recordedBy: z.string().max(64).optional(),
    history: z.array(PastResult).optional(),
    cancelCause: CheckCancelCause.optional(),
    overdue: z.boolean().optional(),
    revision: z.int().positive(),
  })
  .meta({ id: 'Check' });
export type Check = z.infer<typeof Check>;

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

/** Why a site has no slot; `result-missing`: its last check is over and nobody has entered what became of it. */
export const Unplaced = z
  .object({ siteId: Id, reason: z.enum(['no-free-slot', 'no-time-left', 'no-technician', 'result-missing']) })
  .meta({ id: 'Unplaced' });
export type Unplaced = z.infer<typeof Unplaced>;

export const PlanChecks = defineRpc({
  subject: 'rpc.scheduling.v1.plan-checks',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/check-plan', opens: checkers, timeoutMs: 30_000 },
  summary:
    'Books a slot for every site that has an attending office and neither a booked nor a passed check; says which did not fit',
  request: z.object({ meetingId: Id }),
  returns: z.object({ booked: z.array(Check), unplaced: z.array(Unplaced) }),
  example: { request: { meetingId: exampleMeeting.id }, returns: { booked: [exampleCheck], unplaced: [] } },
});

export const ListChecks = defineRpc({
  subject: 'rpc.scheduling.v1.list-checks',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/checks', opens: andFocalPoints(readers) },
  summary: 'A meeting’s checks in order of time; a focal point sees those of its province',
  request: z.object({ meetingId: Id, state: CheckState.optional(), siteId: Id.optional() }),
  returns: z.object({ items: z.array(Check) }),
  example: { request: { meetingId: exampleMeeting.id, state: 'booked' }, returns: { items: [exampleCheck] } },
});

export const MoveCheck = defineRpc({
  subject: 'rpc.scheduling.v1.move-check',
  http: { method: 'PUT', path: '/api/v1/checks/:checkId/slot', opens: checkers, timeoutMs: 15_000 },
  summary: 'Moves a booked check to another free slot of the calendar',
  request: z.object({ checkId: Id, startsAt: Instant, expectedRevision: ExpectedRevision }),
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
    expectedRevision: ExpectedRevision,
  }),
  returns: Check,
  example: {
    request: { checkId: exampleCheck.id, cause: 'site' },
    returns: { ...exampleCheck, state: 'cancelled', cancelCause: 'site', revision: 2 },
  },
});

/** By what and by whom a site is reached, as its dossier had it when its appointment was made. */
export const ReachedBy = z
  .object({ systems: z.array(SiteSystem), technicians: z.array(SitePerson.pick({ name: true, mobile: true })) })
  .meta({ id: 'ReachedBy' });
export type ReachedBy = z.infer<typeof ReachedBy>;

const siteName = { siteName: Bilingual, reachedBy: ReachedBy.optional() };

export const CheckBooked = defineEvent({
  subject: 'evt.scheduling.v1.check-booked',
  summary:
    'A site’s check was booked in a slot; `follows` says how its last one ended, unless it is the first or that one passed, `findings` what was found in one that failed',
  data: z.object({
    check: Check,
    follows: z.enum(['failed', 'no-show', 'cancelled']).optional(),
    findings: z.array(CheckFinding).optional(),
    ...siteName,
  }),
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

export const CheckConfirmed = defineEvent({
  subject: 'evt.scheduling.v1.check-confirmed',
  summary: 'A site confirmed its appointment, or named others who will be there',
  data: z.object({ check: Check }),
  example: {
    check: { ...exampleCheck, confirmed: { at: '2016-11-11T02:00:00.000Z', by: 'site', present: [] }, revision: 2 },
  },
});
