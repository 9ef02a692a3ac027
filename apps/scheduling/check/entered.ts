import {
  CheckEvidence,
  type CheckFault,
  type CheckResult,
  type CheckStep,
  type CheckSteps,
  decidingSteps,
  type EvidenceSoFar,
  fieldProblem,
  type FieldProblem,
  type LinkJudgement,
  type LinkLimits,
  linkMeasures,
  type LinkSample,
  type ResultState,
} from '#contracts';
import { invalid } from '#platform';
import { judgementOf, measuresIn } from '../limits/limits.module.js';
import { faultsIn, fieldOf, type Verdict, verdictOn } from './verdict.js';

/** What an entry makes of a check. */
export type Entered = {
  readonly state: ResultState;
  readonly evidence?: EvidenceSoFar;
  readonly steps?: CheckSteps;
  readonly samples?: LinkSample[];
  readonly limits?: LinkLimits;
  readonly faults: CheckFault[];
  readonly note?: string;
};

const refused = (code: 'invalid-input' | 'evidence-inconclusive', fields: readonly FieldProblem[]) =>
  invalid(code, { details: { fields } });

const deciding = Object.entries(decidingSteps) as [keyof typeof decidingSteps, keyof CheckEvidence][];

/** The evidence with what steps and samples say of it. */
const wholeEvidence = (
  { evidence, steps }: CheckResult,
  judgement: LinkJudgement | undefined,
): EvidenceSoFar | undefined => {
  const seen = deciding.flatMap(([step, name]): [string, boolean][] => {
    const state = steps?.[step]?.state;
    return state === 'yes' || state === 'no' ? [[name, state === 'yes']] : [];
  });
  const whole = { ...evidence, ...Object.fromEntries(seen), ...(judgement && measuresIn(judgement)) };
  return Object.keys(whole).length === 0 ? undefined : whole;
};

/** Where somebody enters a part of the evidence that is missing. */
const missingAt = (name: string, steps: CheckSteps | undefined): string => {
  const step: CheckStep | undefined = deciding.find(([, field]) => field === name)?.[0];
  return steps === undefined || step === undefined ? `evidence.${name}` : `steps.${step}`;
};

const isMeasure = (fault: string): boolean => fault === 'loss' || fault === 'round-trip' || fault === 'jitter';
const faultOf = { lossPercent: 'loss', roundTripMs: 'round-trip', jitterMs: 'jitter' } as const;

/** What samples say counts for the link; one mean of them would say more than they do. */
const verdictBySamples = (evidence: CheckEvidence, judgement: LinkJudgement, limits: LinkLimits): Verdict => {
  const seen = faultsIn(evidence, limits).filter((fault) => !isMeasure(fault));
  const red = judgement.verdict === 'fail' ? judgement.reasons.filter(({ colour }) => colour === 'red') : [];
  const faults = [...red.map(({ measure }) => faultOf[measure]), ...seen];
  if (faults.length > 0) return { outcome: 'failed', faults };
  if (judgement.verdict === 'pass') return { outcome: 'passed', faults: [] };
  const { moreWindows } = judgement;
  throw refused('evidence-inconclusive', [
    moreWindows === undefined
      ? fieldProblem('samples', 'samples-stay-between')
      : fieldProblem('samples', 'samples-few', { more: moreWindows }),
  ]);
};

const measured = (
  result: CheckResult,
  evidence: EvidenceSoFar | undefined,
  judgement: LinkJudgement | undefined,
  limits: LinkLimits,
): Pick<Entered, 'state' | 'faults'> => {
  const missing = Object.keys(CheckEvidence.shape).filter(
    (name) => evidence?.[name as keyof EvidenceSoFar] === undefined,
  );
  if (missing.length > 0)
    throw refused(
      'invalid-input',
      missing.map((name) => fieldProblem(missingAt(name, result.steps), 'measure-missing')),
    );
  const whole = CheckEvidence.parse(evidence);
  const verdict = judgement === undefined ? verdictOn(whole, limits) : verdictBySamples(whole, judgement, limits);
  if (verdict.outcome !== 'inconclusive') return { state: verdict.outcome, faults: [...verdict.faults] };
  throw refused(
    'evidence-inconclusive',
    verdict.between.map(({ fault, value, green, red }) =>
      fieldProblem(`evidence.${fieldOf(fault)}`, 'between-thresholds', { value, green, red }),
    ),
  );
};

/** What the entry says; throws invalid 'invalid-input' or 'evidence-inconclusive'. */
export const entered = (result: CheckResult, limits: LinkLimits): Entered => {
  const { outcome, steps, samples, note } = result;
  const judgement = samples === undefined ? undefined : judgementOf(samples, limits);
  const evidence = wholeEvidence(result, judgement);
  const hasMeasures = evidence !== undefined && linkMeasures.some((name) => evidence[name] !== undefined);
  const said = {
    ...(evidence !== undefined && { evidence }),
    ...(steps !== undefined && { steps }),
    ...(samples !== undefined && { samples }),
    // Sala's own need not be said with each result.
    ...(hasMeasures && limits.preset !== 'sala' && { limits }),
    ...(note !== undefined && note !== '' && { note }),
  };
  const dial: CheckFault[] = steps?.dialled?.state === 'no' ? ['dial'] : [];
  switch (outcome) {
    case 'measured':
      return { ...measured(result, evidence, judgement, limits), ...said };
    case 'aborted':
      if (said.note === undefined) throw refused('invalid-input', [fieldProblem('note', 'abort-unexplained')]);
      return { state: 'failed', faults: [...dial, ...faultsIn(evidence ?? {}, limits), 'aborted'], ...said };
    case 'no-show':
      if (result.evidence !== undefined || samples !== undefined)
        throw refused('invalid-input', [
          fieldProblem(samples === undefined ? 'evidence' : 'samples', 'evidence-of-nobody'),
        ]);
      return {
        state: 'no-show',
        faults: ['contact'],
        ...(steps !== undefined && { steps }),
        ...(said.note !== undefined && { note: said.note }),
      };
    default: {
      const unknown: never = outcome;
      throw new Error(`no result for the outcome ${String(unknown)}`);
    }
  }
};
