import { isDeepStrictEqual } from 'node:util';
import {
  type Bilingual,
  type Check,
  CheckBooked,
  type CheckCancelCause,
  CheckCancelled,
  type CheckConfirmation,
  CheckConfirmed,
  type CheckFinding,
  CheckMoved,
  findingsOf,
  type ReachedBy,
} from '#contracts';
import { fact, type Fact } from '#persistence';
import { conflict, digestHex } from '#platform';
import { type Slot } from '../calendar/calendar.module.js';

/** The first 80 bits of SHA-256: the same check of the same site has the same id, so booking it twice is impossible. */
export const checkId = (meetingId: string, siteId: string, ordinal: number): string =>
  `chk-${digestHex(`${meetingId}\n${siteId}\n${ordinal}`, 20)}`;

export type Place = Slot & Pick<Check, 'room' | 'technicianId'>;

type Follows = 'failed' | 'no-show' | 'cancelled';
/** How many checks and appointments a site has had, and how the last one ended unless it passed, with what was found where it failed. */
export type Count = {
  readonly ordinal: number;
  readonly appointment: number;
  readonly follows?: Follows;
  readonly findings?: CheckFinding[];
};
const endedAs = (check: Check | undefined): Follows | undefined =>
  check?.state === 'failed' || check?.state === 'no-show' || check?.state === 'cancelled' ? check.state : undefined;

export const countOf = (checks: readonly Check[]): Count => {
  const ordinal = Math.max(0, ...checks.map((check) => check.ordinal));
  const last = checks.find((check) => check.ordinal === ordinal);
  const follows = endedAs(last);
  const findings = last?.state === 'failed' ? findingsOf(last) : [];
  return {
    ordinal,
    appointment: Math.max(0, ...checks.map((check) => check.appointment)),
    ...(follows !== undefined && { follows }),
    ...(findings.length > 0 && { findings }),
  };
};

export type SiteToBook = {
  readonly meetingId: string;
  readonly siteId: string;
  readonly siteName: Bilingual;
  readonly reachedBy?: ReachedBy | undefined;
  /** Its time was agreed with the site. */
  readonly agreed?: boolean;
  readonly confirmed?: CheckConfirmation | undefined;
};

export const bookCheck = (
  site: SiteToBook,
  before: Count,
  { startsAt, endsAt, room, technicianId }: Place,
): { check: Check; fact: Fact } => {
  const { meetingId, siteId, siteName, reachedBy, agreed = false, confirmed } = site;
  const ordinal = before.ordinal + 1;
  const check: Check = {
    id: checkId(meetingId, siteId, ordinal),
    meetingId,
    siteId,
    ordinal,
    appointment: before.appointment + 1,
    startsAt,
    endsAt,
    room,
    ...(technicianId !== undefined && { technicianId }),
    ...(agreed && { agreed }),
    ...(confirmed !== undefined && { confirmed }),
    state: 'booked',
    revision: 1,
  };
  return {
    check,
    fact: fact(CheckBooked, {
      check,
      siteName,
      ...(reachedBy !== undefined && { reachedBy }),
      ...(before.follows !== undefined && { follows: before.follows }),
      ...(before.findings !== undefined && { findings: before.findings }),
    }),
  };
};

export type CheckChanges = Partial<
  Pick<
    Check,
    | 'startsAt'
    | 'endsAt'
    | 'room'
    | 'technicianId'
    | 'agreed'
    | 'confirmed'
    | 'appointment'
    | 'state'
    | 'evidence'
    | 'steps'
    | 'samples'
    | 'limits'
    | 'faults'
    | 'note'
    | 'recordedAt'
    | 'recordedBy'
    | 'history'
    | 'cancelCause'
  >
>;
/** A field that is undefined is taken away. */
export type CheckDecision = {
  readonly changes: { readonly [Key in keyof CheckChanges]: CheckChanges[Key] | undefined };
  readonly fact: Fact;
};

/** Without the fields that are undefined. */
export const present = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Value;

/** The check after the changes, as its event tells it. */
export const changed = (check: Check, changes: CheckDecision['changes']): Check =>
  present({ ...check, ...changes, revision: check.revision + 1 } as Check);

export const assertBooked = (check: Check): void => {
  if (check.state !== 'booked') throw conflict('check-not-booked', { values: { state: check.state } });
};

/** Whether it comes, or still lasts, after an instant: for a meeting that begins then it is of no use. */
export const endsAfter = ({ endsAt }: Check, instant: string): boolean => endsAt > instant;

/** Whether the check is over by the clock and nobody has entered what became of it. */
export const isOverdue = ({ state, endsAt }: Check, now: Date): boolean =>
  state === 'booked' && endsAt <= now.toISOString();

/** Throws conflict 'check-changed' when the check is no longer as whoever asks has seen it. */
export const assertAsExpected = ({ id, revision }: Check, expected: number | undefined): void => {
  if (expected !== undefined && expected !== revision) throw conflict('check-changed', { why: id });
};

/** Nothing when it says what is known already. Throws conflict 'check-not-booked', 'check-over'. */
export const confirmCheck = (
  check: Check,
  { by, present }: Pick<CheckConfirmation, 'by' | 'present'>,
  now: Date,
): CheckDecision | undefined => {
  assertBooked(check);
  if (check.endsAt <= now.toISOString()) throw conflict('check-over');
  if (check.confirmed !== undefined && isDeepStrictEqual(check.confirmed.present, present)) return undefined;
  const changes = { confirmed: { at: now.toISOString(), by, present } };
  return { changes, fact: fact(CheckConfirmed, { check: changed(check, changes) }) };
};

/** `agreed`: with the site, so that no plan moves it again. Nothing when the check is where it is to go. */
export const moveCheck = (
  check: Check,
  siteName: Bilingual,
  before: Count,
  { startsAt, endsAt, room, technicianId }: Place,
  {
    agreed,
    reachedBy,
    confirmed,
  }: {
    readonly agreed: boolean;
    readonly reachedBy?: ReachedBy | undefined;
    readonly confirmed?: CheckConfirmation | undefined;
  },
): CheckDecision | undefined => {
  assertBooked(check);
  if (check.startsAt === startsAt) return undefined;
  const changes = {
    startsAt,
    endsAt,
    room,
    technicianId,
    appointment: before.appointment + 1,
    agreed: agreed ? true : undefined,
    // What was confirmed was the time before.
    confirmed,
  };
  return {
    changes,
    fact: fact(CheckMoved, {
      check: changed(check, changes),
      previousStartsAt: check.startsAt,
      siteName,
      ...(reachedBy !== undefined && { reachedBy }),
    }),
  };
};

/** Nothing when it had been cancelled before. */
export const cancelCheck = (
  check: Check,
  siteName: Bilingual,
  cancelCause: CheckCancelCause,
  note?: string,
): CheckDecision | undefined => {
  if (check.state === 'cancelled') return undefined;
  assertBooked(check);
  const changes = { state: 'cancelled' as const, cancelCause, ...(note !== undefined && { note }) };
  return { changes, fact: fact(CheckCancelled, { check: changed(check, changes), siteName }) };
};
