import { z } from 'zod';
import { AuditQuery, ListRegistrationAudit } from './audit.js';
import { GetResponseBoard } from './board.js';
import { defineHttp } from './contract.js';
import { ErrorReturn } from './problem.js';
import { administrators, andFocalPoints, everyone, readers } from './rights.js';
import { ChangePassword, CloseAllSessions, CloseSession, GetSession, OpenSession, Staff } from './staff.js';
import { Instant } from './words.js';

/** What people send over HTTP and the gateway answers itself: their session stays in its cookie, and some things are its own. */

/** Whoever is signed in. `asks`: the requests that are open to this person, by the names that `requestName` gives them. */
export const SignedInStaff = Staff.extend({ asks: z.array(z.string().max(100)).max(1_000) }).meta({
  id: 'SignedInStaff',
});
export type SignedInStaff = z.infer<typeof SignedInStaff>;
/** The session as a person's page sees it: its token stays in the cookie. */
const SignedIn = GetSession.returns.extend({ staff: SignedInStaff });
export type SignedIn = z.infer<typeof SignedIn>;
const signedIn = {
  ...GetSession.example.returns,
  staff: { ...GetSession.example.returns.staff, asks: ['list-meetings', 'change-meeting'] },
};
const nothing = z.object({});

export const SignInHere = defineHttp({
  http: { method: 'POST', path: '/api/v1/session', opens: 'public' },
  summary: OpenSession.summary,
  request: OpenSession.request,
  returns: SignedIn,
  example: { request: OpenSession.example.request, returns: signedIn },
});
export const GetOwnSession = defineHttp({
  http: { method: 'GET', path: '/api/v1/session', opens: everyone },
  summary: GetSession.summary,
  request: nothing,
  returns: SignedIn,
  example: { request: {}, returns: signedIn },
});
export const SignOut = defineHttp({
  http: { method: 'DELETE', path: '/api/v1/session', opens: everyone, answer: 'nothing' },
  summary: CloseSession.summary,
  request: nothing,
  returns: nothing,
  example: { request: {}, returns: {} },
});
export const SignOutEverywhere = defineHttp({
  http: { method: 'DELETE', path: '/api/v1/session/everywhere', opens: everyone },
  summary: CloseAllSessions.summary,
  request: nothing,
  returns: CloseAllSessions.returns,
  example: { request: {}, returns: CloseAllSessions.example.returns },
});
const { currentPassword, newPassword } = ChangePassword.example.request;
export const ChangeOwnPassword = defineHttp({
  http: { method: 'PUT', path: '/api/v1/session/password', opens: everyone, answer: 'nothing' },
  summary: ChangePassword.summary,
  request: ChangePassword.request.pick({ currentPassword: true, newPassword: true }),
  returns: nothing,
  example: { request: { currentPassword, newPassword }, returns: {} },
});

export const StreamResponseBoard = defineHttp({
  http: {
    method: 'GET',
    path: '/api/v1/meetings/:meetingId/board/stream',
    opens: andFocalPoints(readers),
    answer: 'events',
  },
  summary: 'The board as server-sent events `board`: at once, and whenever it has changed',
  request: GetResponseBoard.request,
  returns: GetResponseBoard.returns,
  example: GetResponseBoard.example,
});

export const ListAudit = defineHttp({
  http: { method: 'GET', path: '/api/v1/audit', opens: administrators },
  summary:
    'What staff did, the newest first: who, in which role, which request, about which things, how it ended; hand the last id back as `before`',
  request: AuditQuery,
  returns: ListRegistrationAudit.returns,
  example: ListRegistrationAudit.example,
});

export const DeadLetter = z
  .object({
    sequence: z.int().positive(),
    durable: z.string(),
    subject: z.string(),
    eventSequence: z.int(),
    attempts: z.int(),
    error: ErrorReturn,
    deadAt: Instant,
    payload: z.string(),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetter = z.infer<typeof DeadLetter>;
const exampleLetter: DeadLetter = {
  sequence: 7,
  durable: 'scheduling-attendance',
  subject: 'evt.registration.v1.response-recorded',
  eventSequence: 812,
  attempts: 1,
  error: { kind: 'invalid', code: 'invalid-input', message: 'answer: must be one of: attend, representative, decline' },
  deadAt: '2016-11-09T03:12:01.000Z',
  payload: '{}',
};
const oneLetter = z.object({ sequence: DeadLetter.shape.sequence });
const exampleOne = { request: { sequence: exampleLetter.sequence }, returns: {} };
export const ListDeadLetters = defineHttp({
  http: { method: 'GET', path: '/api/v1/dead-letters', opens: administrators },
  summary:
    'Events that a consumer gave up on, the oldest first; hand the last one’s sequence back as `after` for the next page',
  request: z.object({ after: z.int().min(0).optional(), limit: z.int().min(1).max(500).optional() }),
  returns: z.object({ items: z.array(DeadLetter) }),
  example: { request: {}, returns: { items: [exampleLetter] } },
});
export const ReplayDeadLetter = defineHttp({
  http: { method: 'POST', path: '/api/v1/dead-letters/:sequence/replay', opens: administrators, answer: 'nothing' },
  summary: 'Hands the event to its consumer once more; the letter goes',
  request: oneLetter,
  returns: nothing,
  example: exampleOne,
});
export const DiscardDeadLetter = defineHttp({
  http: { method: 'DELETE', path: '/api/v1/dead-letters/:sequence', opens: administrators, answer: 'nothing' },
  summary: 'The letter goes, and its event is never handled by that consumer',
  request: oneLetter,
  returns: nothing,
  example: exampleOne,
});

export const ShowClock = defineHttp({
  http: { method: 'GET', path: '/api/v1/clock', opens: everyone },
  summary: 'The instant that Sala lives in: the system’s, or that of the meeting clock in a rehearsal',
  request: nothing,
  returns: z.object({ now: Instant }),
  example: { request: {}, returns: { now: '2016-11-09T03:12:00.000Z' } },
});
