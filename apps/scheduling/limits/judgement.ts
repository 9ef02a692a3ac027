import { type LinkJudgement, type LinkLimits, type LinkMeasure, type LinkSample } from '#contracts';
import { judgeLink, type LinkThresholds } from '#planner';

const thresholdsOf = ({ lossPercent, roundTripMs, jitterMs, basis: source }: LinkLimits): LinkThresholds => ({
  loss: { green: lossPercent.green / 100, red: lossPercent.red / 100, source },
  roundTripMs: { ...roundTripMs, source },
  jitterMs: { ...jitterMs, source },
});
const measureOf = { loss: 'lossPercent', roundTrip: 'roundTripMs', jitter: 'jitterMs' } as const;

/** As many digits as anybody reads. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** What samples say of a link, by the Wilson interval on its loss, the 95th percentile of its delay and the median of its jitter. */
export const judgementOf = (samples: readonly LinkSample[], limits: LinkLimits): LinkJudgement => {
  const windows = samples.map(({ sent, lost, roundTripMs, jitterMs }) => ({
    sent,
    lost,
    roundTripsMs: [roundTripMs],
    jitterMs,
  }));
  const { verdict, reasons, loss, moreWindows } = judgeLink({ windows, thresholds: thresholdsOf(limits) });
  return {
    verdict,
    reasons: reasons.map(({ measure, colour, value }) => {
      const name = measureOf[measure];
      const shown = name === 'lossPercent' ? (value ?? 0) * 100 : (value ?? 0);
      return { measure: name, colour, value: rounded(shown), ...limits[name] };
    }),
    lossBetween: { low: rounded(loss.low * 100), high: rounded(loss.high * 100) },
    windows: samples.length,
    ...(moreWindows !== null && { moreWindows }),
  };
};

/** The measures that stand for the samples in the evidence. */
export const measuresIn = ({ reasons }: LinkJudgement): Readonly<Record<LinkMeasure, number>> => {
  const of = (measure: LinkMeasure) => reasons.find((each) => each.measure === measure)?.value ?? 0;
  return { lossPercent: of('lossPercent'), roundTripMs: of('roundTripMs'), jitterMs: of('jitterMs') };
};
