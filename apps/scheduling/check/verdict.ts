import { type CheckEvidence, type CheckFault, type EvidenceSoFar, type LinkLimits, type LinkMeasure } from '#contracts';

/** What the evidence shows; that nobody answered, or a check was aborted, is said by whoever enters it. */
export type Fault = Exclude<CheckFault, 'aborted' | 'dial'>;
/** A measure that lies between its thresholds, all three in the field's own unit. */
export type Between = { readonly fault: Fault; readonly value: number; readonly green: number; readonly red: number };
export type Verdict =
  | { readonly outcome: 'passed' | 'failed'; readonly faults: readonly Fault[] }
  | { readonly outcome: 'inconclusive'; readonly between: readonly Between[] };

const measures: readonly (readonly [Fault, LinkMeasure])[] = [
  ['loss', 'lossPercent'],
  ['round-trip', 'roundTripMs'],
  ['jitter', 'jitterMs'],
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
export const faultsIn = (evidence: EvidenceSoFar, limits: LinkLimits): Fault[] => [
  ...measures.filter(([, field]) => (evidence[field] ?? 0) > limits[field].red).map(([fault]) => fault),
  ...seen.filter(([, field]) => evidence[field] === false).map(([fault]) => fault),
];

/**
 * What the evidence says: a measure above its red threshold or anything that was not seen and heard fails the check, all
 * measures at or below green pass it, and in between it takes more measuring. The thresholds are the meeting's.
 */
export const verdictOn = (evidence: CheckEvidence, limits: LinkLimits): Verdict => {
  const faults = faultsIn(evidence, limits);
  if (faults.length > 0) return { outcome: 'failed', faults };
  const between = measures.flatMap(([fault, field]) =>
    evidence[field] > limits[field].green ? [{ fault, value: evidence[field], ...limits[field] }] : [],
  );
  return between.length > 0 ? { outcome: 'inconclusive', between } : { outcome: 'passed', faults: [] };
};
