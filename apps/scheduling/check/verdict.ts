import { type CheckEvidence, type CheckFault, type EvidenceSoFar } from '#contracts';
import { LINK_THRESHOLDS, type Threshold } from '#planner';

/** What the evidence shows; that a check was aborted is said by whoever aborts it. */
export type Fault = Exclude<CheckFault, 'aborted'>;
/** A measure that lies between its thresholds, all three in the field's own unit. */
export type Between = { readonly fault: Fault; readonly value: number; readonly green: number; readonly red: number };
export type Verdict =
  | { readonly outcome: 'passed' | 'failed'; readonly faults: readonly Fault[] }
  | { readonly outcome: 'inconclusive'; readonly between: readonly Between[] };

const inPercent = ({ green, red, source }: Threshold): Threshold => ({ green: green * 100, red: red * 100, source });
const measures: readonly (readonly [Fault, 'lossPercent' | 'roundTripMs' | 'jitterMs', Threshold])[] = [
  ['loss', 'lossPercent', inPercent(LINK_THRESHOLDS.loss)],
  ['round-trip', 'roundTripMs', LINK_THRESHOLDS.roundTripMs],
  ['jitter', 'jitterMs', LINK_THRESHOLDS.jitterMs],
];
const seen: readonly (readonly [Fault, keyof CheckEvidence])[] = [
  ['audio', 'audioBothWays'],
  ['video', 'videoBothWays'],
  ['content', 'contentShared'],
  ['echo', 'echoFree'],
  ['contact', 'contactPresent'],
];

/** The field of the evidence that a fault is seen by. */
export const fieldOf = (fault: Fault): keyof CheckEvidence =>
  [...measures, ...seen].find(([each]) => each === fault)?.[1] ?? 'contactPresent';

/** What is bad in the evidence as far as there is any. */
export const faultsIn = (evidence: EvidenceSoFar): Fault[] => [
  ...measures.filter(([, field, { red }]) => (evidence[field] ?? 0) > red).map(([fault]) => fault),
  ...seen.filter(([, field]) => evidence[field] === false).map(([fault]) => fault),
];

/**
 * What the evidence says: a measure above its red threshold or anything that was not seen and heard fails the check, all
 * measures at or below green pass it, and in between it takes more measuring. Thresholds and their sources (ITU-T
 * G.1010, G.114, Y.1541) are the planner's.
 */
export const verdictOn = (evidence: CheckEvidence): Verdict => {
  const faults = faultsIn(evidence);
  if (faults.length > 0) return { outcome: 'failed', faults };
  const between = measures.flatMap(([fault, field, { green, red }]) =>
    evidence[field] > green ? [{ fault, value: evidence[field], green, red }] : [],
  );
  return between.length > 0 ? { outcome: 'inconclusive', between } : { outcome: 'passed', faults: [] };
};
