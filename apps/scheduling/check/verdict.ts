import { type CheckEvidence } from '#contracts';
import { LINK_THRESHOLDS, type Threshold } from '#planner';

export type Fault = 'loss' | 'round-trip' | 'jitter' | 'audio' | 'video' | 'content' | 'echo' | 'contact';
export type Verdict = { readonly outcome: 'passed' | 'failed'; readonly faults: readonly Fault[] } | { readonly outcome: 'inconclusive'; readonly between: readonly Fault[] };

const seen: readonly (readonly [Fault, keyof CheckEvidence])[] = [
  ['audio', 'audioBothWays'], ['video', 'videoBothWays'], ['content', 'contentShared'], ['echo', 'echoFree'], ['contact', 'contactPresent'],
];

/**
 * What the evidence says: a measure above its red threshold or anything that was not seen and heard fails the check, all
 * measures at or below green pass it, and in between it takes more measuring. Thresholds and their sources (ITU-T
 * G.1010, G.114, Y.1541) are the planner's.
 */
export const verdictOn = (evidence: CheckEvidence): Verdict => {
  const measures: readonly (readonly [Fault, number, Threshold])[] = [
    ['loss', evidence.lossPercent / 100, LINK_THRESHOLDS.loss],
    ['round-trip', evidence.roundTripMs, LINK_THRESHOLDS.roundTripMs],
    ['jitter', evidence.jitterMs, LINK_THRESHOLDS.jitterMs],
  ];
  const faults = [...measures.filter(([, value, { red }]) => value > red), ...seen.filter(([, field]) => evidence[field] === false)].map(([fault]) => fault);
  if (faults.length > 0) return { outcome: 'failed', faults };
  const between = measures.filter(([, value, { green }]) => value > green).map(([fault]) => fault);
  return between.length > 0 ? { outcome: 'inconclusive', between } : { outcome: 'passed', faults: [] };
};
