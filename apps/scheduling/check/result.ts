import { isDeepStrictEqual } from 'node:util';
import {
  type Check,
  CheckRecorded,
  type CheckResult,
  CheckResultCorrected,
  CheckResultWithdrawn,
  type LinkLimits,
  linkPresets,
  type PastResult,
  type ResultState,
} from '#contracts';
import { fact } from '#persistence';
import { conflict } from '#platform';
import { assertBooked, changed, type CheckDecision, present } from './check.js';
import { type Entered, entered } from './entered.js';

export type Recording = CheckResult & { readonly recordedBy: string };
export type Correction = CheckResult & { readonly correctedBy: string; readonly reason: string };
export type Withdrawal = { readonly withdrawnBy: string; readonly reason: string };

/** Of so many results that a check has had, the first and the latest are kept in it; its events tell all of them. */
export const mostPastResults = 20;

const hasResult = (check: Check): check is Check & { state: ResultState } =>
  check.state === 'passed' || check.state === 'failed' || check.state === 'no-show';
const sameFinding = (check: Check, { state, evidence, faults, steps, samples }: Entered): boolean =>
  check.state === state
  && isDeepStrictEqual(check.evidence, evidence)
  && isDeepStrictEqual(check.steps, steps)
  && isDeepStrictEqual(check.samples, samples)
  && isDeepStrictEqual(check.faults ?? faults, faults);

const past = (
  check: Check & { state: ResultState },
  ended: Pick<PastResult, 'ended' | 'endedBy' | 'reason'>,
  now: Date,
): PastResult => {
  const { state, evidence, steps, faults, note, recordedAt = check.endsAt, recordedBy = 'unknown' } = check;
  return present({
    state,
    evidence,
    steps,
    faults,
    note,
    recordedAt,
    recordedBy,
    ...ended,
    endedAt: now.toISOString(),
  });
};
const withPast = (history: readonly PastResult[] = [], result: PastResult): PastResult[] => {
  const [first, ...later] = [...history, result];
  return first === undefined ? [] : [first, ...later.slice(1 - mostPastResults)];
};

const replace = (
  check: Check & { state: ResultState },
  next: Entered,
  ended: Pick<PastResult, 'endedBy' | 'reason'>,
  now: Date,
): CheckDecision => {
  const previous = past(check, { ...ended, ended: 'corrected' }, now);
  const changes = {
    evidence: undefined,
    steps: undefined,
    samples: undefined,
    limits: undefined,
    note: undefined,
    ...next,
    recordedAt: now.toISOString(),
    recordedBy: ended.endedBy,
    history: withPast(check.history, previous),
  };
  return { changes, fact: fact(CheckResultCorrected, { check: changed(check, changes), previous }) };
};

/**
 * Nothing when the same was recorded before; the same finding with another note or by somebody else takes the place of what
 * was entered. Throws invalid 'evidence-inconclusive' when the measures lie between the thresholds, conflict
 * 'check-not-begun' before the slot, 'check-not-booked' for a check that is cancelled or has another result.
 */
export const recordResult = (
  check: Check,
  { recordedBy, ...result }: Recording,
  now: Date,
  limits: LinkLimits = linkPresets.sala,
): CheckDecision | undefined => {
  const next = entered(result, limits);
  if (hasResult(check) && sameFinding(check, next)) {
    const note = next.note ?? check.note;
    if (note === check.note && recordedBy === check.recordedBy) return undefined;
    return replace(check, { ...next, ...(note !== undefined && { note }) }, { endedBy: recordedBy }, now);
  }
  assertBooked(check);
  if (now.toISOString() < check.startsAt) throw conflict('check-not-begun');
  const changes = { ...next, recordedAt: now.toISOString(), recordedBy };
  return { changes, fact: fact(CheckRecorded, { check: changed(check, changes) }) };
};

const assertHasResult: (check: Check, doing: string) => asserts check is Check & { state: ResultState } = (
  check,
  doing,
) => {
  if (!hasResult(check)) throw conflict('check-without-result', { why: `${check.id} ${check.state} ${doing}` });
};

/** Nothing when the result is the same already. Throws conflict 'check-without-result', and as `recordResult` what an entry may lack. */
export const correctResult = (
  check: Check,
  { correctedBy, reason, ...result }: Correction,
  now: Date,
  limits: LinkLimits = linkPresets.sala,
): CheckDecision | undefined => {
  assertHasResult(check, 'corrected');
  const next = entered(result, limits);
  if (sameFinding(check, next) && next.note === check.note) return undefined;
  return replace(check, next, { endedBy: correctedBy, reason }, now);
};

/**
 * The check is booked again and waits for its result; where it can't be (the site's next check is booked or has its result,
 * the meeting is off), it is cancelled. Nothing when it was withdrawn for this reason before. Throws conflict 'check-without-result'.
 */
export const withdrawResult = (
  check: Check,
  { withdrawnBy, reason }: Withdrawal,
  bookedAgain: boolean,
  now: Date,
): CheckDecision | undefined => {
  const last = check.history?.at(-1);
  if (!hasResult(check) && last?.ended === 'withdrawn' && last.reason === reason && last.endedBy === withdrawnBy)
    return undefined;
  assertHasResult(check, 'withdrawn');
  const previous = past(check, { ended: 'withdrawn', endedBy: withdrawnBy, reason }, now);
  const changes = {
    ...(bookedAgain
      ? { state: 'booked' as const }
      : { state: 'cancelled' as const, cancelCause: 'result-withdrawn' as const }),
    evidence: undefined,
    steps: undefined,
    samples: undefined,
    limits: undefined,
    faults: undefined,
    note: undefined,
    recordedAt: undefined,
    recordedBy: undefined,
    history: withPast(check.history, previous),
  };
  return { changes, fact: fact(CheckResultWithdrawn, { check: changed(check, changes), previous }) };
};
