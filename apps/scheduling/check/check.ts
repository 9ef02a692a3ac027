import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Bilingual, type Check, CheckBooked, CheckCancelled, type CheckEvidence, CheckMoved, CheckRecorded } from '#contracts';
import { fact, type Fact } from '#persistence';
import { conflict, invalid } from '#platform';
import { type Slot } from '../calendar/calendar.js';
import { verdictOn } from './verdict.js';

/** The first 80 bits of SHA-256: the same check of the same site has the same id, so booking it twice is impossible. */
export const checkId = (meetingId: string, siteId: string, ordinal: number): string =>
  `chk-${createHash('sha256').update(`${meetingId}\n${siteId}\n${ordinal}`).digest('hex').slice(0, 20)}`;

export type Place = Slot & { readonly room: number };

/** How many checks and appointments a site has had. */
export type Count = { readonly ordinal: number; readonly appointment: number };
export const countOf = (checks: readonly Check[]): Count => ({
  ordinal: Math.max(0, ...checks.map((check) => check.ordinal)),
  appointment: Math.max(0, ...checks.map((check) => check.appointment)),
});

export const bookCheck = (site: { meetingId: string; siteId: string; siteName: Bilingual }, before: Count, { startsAt, endsAt, room }: Place): { check: Check; fact: Fact } => {
  const { meetingId, siteId, siteName } = site;
  const ordinal = before.ordinal + 1;
  const check: Check = { id: checkId(meetingId, siteId, ordinal), meetingId, siteId, ordinal, appointment: before.appointment + 1, startsAt, endsAt, room, state: 'booked', revision: 1 };
  return { check, fact: fact(CheckBooked, { check, siteName }) };
};

export type CheckChanges = Partial<Pick<Check, 'startsAt' | 'endsAt' | 'room' | 'appointment' | 'state' | 'evidence' | 'faults' | 'note' | 'recordedAt' | 'recordedBy'>>;
export type CheckDecision = { readonly changes: CheckChanges; readonly fact: Fact };

const changed = (check: Check, changes: CheckChanges): Check => ({ ...check, ...changes, revision: check.revision + 1 });

const assertBooked = (check: Check, doing: string): void => {
  if (check.state !== 'booked') throw conflict('check-not-booked', `The check ${check.id} is ${check.state}, so it can’t be ${doing}: only a booked check can. Plan a new one for the site.`);
};

/** Nothing when the check is where it is to go. */
export const moveCheck = (check: Check, siteName: Bilingual, before: Count, { startsAt, endsAt, room }: Place): CheckDecision | undefined => {
  assertBooked(check, 'moved');
  if (check.startsAt === startsAt) return undefined;
  const changes = { startsAt, endsAt, room, appointment: before.appointment + 1 };
  return { changes, fact: fact(CheckMoved, { check: changed(check, changes), previousStartsAt: check.startsAt, siteName }) };
};

/** Nothing when it had been cancelled before. */
export const cancelCheck = (check: Check, siteName: Bilingual): CheckDecision | undefined => {
  if (check.state === 'cancelled') return undefined;
  assertBooked(check, 'cancelled');
  const changes = { state: 'cancelled' as const };
  return { changes, fact: fact(CheckCancelled, { check: changed(check, changes), siteName }) };
};

export type Recording = { readonly evidence: CheckEvidence; readonly note?: string | undefined; readonly recordedBy: string };

/**
 * Nothing when the same evidence had been recorded before. Throws invalid 'evidence-inconclusive' when the measures lie
 * between the thresholds, conflict 'check-not-begun' before the slot, 'check-not-booked' for a check that is over.
 */
export const recordResult = (check: Check, { evidence, note, recordedBy }: Recording, now: Date): CheckDecision | undefined => {
  if (check.evidence !== undefined && isDeepStrictEqual(check.evidence, evidence)) return undefined;
  assertBooked(check, 'given a result');
  if (now.toISOString() < check.startsAt) throw conflict('check-not-begun', `The check begins at ${check.startsAt}: enter its result after that, or move the check to an earlier slot.`);
  const verdict = verdictOn(evidence);
  if (verdict.outcome === 'inconclusive') {
    throw invalid('evidence-inconclusive', 'The measures are neither good nor bad: go on measuring and enter the result again.', {
      details: { fields: verdict.between.map((fault) => ({ field: `evidence.${fault}`, problem: 'lies between the good and the bad threshold', remedy: 'measure longer' })) },
    });
  }
  const changes = {
    state: verdict.outcome, evidence, faults: [...verdict.faults], recordedAt: now.toISOString(), recordedBy, ...(note !== undefined && { note }),
  };
  return { changes, fact: fact(CheckRecorded, { check: changed(check, changes) }) };
};
