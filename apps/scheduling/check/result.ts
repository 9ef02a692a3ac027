import { isDeepStrictEqual } from 'node:util';
import {
  type Check,
  CheckEvidence,
  type CheckFault,
  CheckRecorded,
  type CheckResult,
  CheckResultCorrected,
  CheckResultWithdrawn,
  type EvidenceSoFar,
  fieldProblem,
  type FieldProblem,
  type PastResult,
  type ResultState,
} from '#contracts';
import { fact } from '#persistence';
import { conflict, invalid } from '#platform';
import { assertBooked, changed, type CheckDecision, present } from './check.js';
import { faultsIn, fieldOf, verdictOn } from './verdict.js';

type Entered = {
  readonly state: ResultState;
  readonly evidence?: EvidenceSoFar;
  readonly faults: CheckFault[];
  readonly note?: string;
};
export type Recording = CheckResult & { readonly recordedBy: string };
export type Correction = CheckResult & { readonly correctedBy: string; readonly reason: string };
export type Withdrawal = { readonly withdrawnBy: string; readonly reason: string };

/** Of so many results that a check has had, the first and the latest are kept in it; its events tell all of them. */
export const mostPastResults = 20;

const refused = (code: 'invalid-input' | 'evidence-inconclusive', fields: readonly FieldProblem[]) =>
  invalid(code, { details: { fields } });

const measured = (evidence: EvidenceSoFar | undefined): Pick<Entered, 'state' | 'evidence' | 'faults'> => {
  const missing = Object.keys(CheckEvidence.shape).filter(
    (name) => evidence?.[name as keyof EvidenceSoFar] === undefined,
  );
  if (missing.length > 0)
    throw refused(
      'invalid-input',
      missing.map((name) => fieldProblem(`evidence.${name}`, 'measure-missing')),
    );
  const whole = CheckEvidence.parse(evidence);
  const verdict = verdictOn(whole);
  if (verdict.outcome !== 'inconclusive')
    return { state: verdict.outcome, evidence: whole, faults: [...verdict.faults] };
  throw refused(
    'evidence-inconclusive',
    verdict.between.map(({ fault, value, green, red }) =>
      fieldProblem(`evidence.${fieldOf(fault)}`, 'between-thresholds', { value, green, red }),
    ),
  );
};

/** What the entry says; throws invalid 'invalid-input' or 'evidence-inconclusive'. */
const entered = ({ outcome, evidence, note }: CheckResult): Entered => {
  const said = note === undefined || note === '' ? {} : { note };
  switch (outcome) {
    case 'measured':
      return { ...measured(evidence), ...said };
    case 'aborted':
      if (said.note === undefined) throw refused('invalid-input', [fieldProblem('note', 'abort-unexplained')]);
      return {
        state: 'failed',
        ...(evidence !== undefined && { evidence }),
        faults: [...faultsIn(evidence ?? {}), 'aborted'],
        ...said,
      };
    case 'no-show':
      if (evidence !== undefined) throw refused('invalid-input', [fieldProblem('evidence', 'evidence-of-nobody')]);
      return { state: 'no-show', faults: ['contact'], ...said };
    default: {
      const unknown: never = outcome;
      throw new Error(`no result for the outcome ${String(unknown)}`);
    }
  }
};

const hasResult = (check: Check): check is Check & { state: ResultState } =>
  check.state === 'passed' || check.state === 'failed' || check.state === 'no-show';
const sameFinding = (check: Check, { state, evidence, faults }: Entered): boolean =>
  check.state === state
  && isDeepStrictEqual(check.evidence, evidence)
  && isDeepStrictEqual(check.faults ?? faults, faults);

const past = (
  check: Check & { state: ResultState },
  ended: Pick<PastResult, 'ended' | 'endedBy' | 'reason'>,
  now: Date,
): PastResult => {
  const { state, evidence, faults, note, recordedAt = check.endsAt, recordedBy = 'unknown' } = check;
  return present({ state, evidence, faults, note, recordedAt, recordedBy, ...ended, endedAt: now.toISOString() });
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
): CheckDecision | undefined => {
  const next = entered(result);
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
): CheckDecision | undefined => {
  assertHasResult(check, 'corrected');
  const next = entered(result);
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
    faults: undefined,
    note: undefined,
    recordedAt: undefined,
    recordedBy: undefined,
    history: withPast(check.history, previous),
  };
  return { changes, fact: fact(CheckResultWithdrawn, { check: changed(check, changes), previous }) };
};
