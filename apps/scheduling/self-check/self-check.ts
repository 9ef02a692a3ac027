import {
  type LinkLimits,
  type LinkSample,
  type SelfCheck,
  type SelfCheckFlow,
  type SelfCheckMeasured,
  type SelfCheckReason,
} from '#contracts';
import { judgementOf } from '../limits/limits.module.js';

export type Found = Pick<SelfCheck, 'udp' | 'said' | 'measured'>;

/** What one direction was like, as checks have it: what the channel held back went through as little as what was lost. */
const sampleOf = (flow: SelfCheckFlow, roundTrip: SelfCheckMeasured['roundTrip']): LinkSample => ({
  sent: Math.max(1, flow.sent + flow.held),
  lost: flow.sent + flow.held === 0 ? 1 : Math.min(flow.lost, flow.sent) + flow.held,
  roundTripMs: Math.min(roundTrip?.p95Ms ?? 0, 60_000),
  jitterMs: Math.min(flow.jitterMs, 60_000),
});

const ways = ['up', 'down'] as const;

const reasonsOfLink = ({ udp, measured }: Found, limits: LinkLimits): SelfCheckReason[] => {
  if (udp === 'blocked') return [{ what: 'udp-blocked', grave: true }];
  const stuck: SelfCheckReason[] = udp === 'hung' ? [{ what: 'udp-hung', grave: true }] : [];
  const { roundTrip } = measured;
  const unanswered: SelfCheckReason[] = roundTrip === undefined ? [{ what: 'few-answers', grave: true }] : [];
  const seen = new Set<string>();
  const byLimits = ways.flatMap((way) => {
    const flow = measured[way];
    if (flow === undefined) return [];
    return judgementOf([sampleOf(flow, roundTrip)], limits).reasons.flatMap(
      ({ measure, colour, value, green, red }): SelfCheckReason[] => {
        // There and back is one way: it is said once.
        if (colour === 'green' || (measure === 'roundTripMs' && (roundTrip === undefined || seen.has(measure))))
          return [];
        seen.add(measure);
        const which = measure === 'roundTripMs' ? {} : { way };
        return [{ what: measure, ...which, grave: colour === 'red', value, green, red }];
      },
    );
  });
  return [...stuck, ...unanswered, ...byLimits];
};

const graveDevices: ReadonlySet<string> = new Set(['silent', 'still', 'refused', 'missing']);
const reasonsOfDevices = ({ said }: Found): SelfCheckReason[] => [
  ...(said.microphone.state === 'heard'
    ? []
    : [{ what: 'microphone' as const, grave: graveDevices.has(said.microphone.state) }]),
  ...(said.camera.state === 'moving' ? [] : [{ what: 'camera' as const, grave: graveDevices.has(said.camera.state) }]),
  ...(said.hearing === 'heard' ? [] : [{ what: 'hearing' as const, grave: false }]),
  ...(said.hidden ? [{ what: 'hidden' as const, grave: false }] : []),
];

/** What a self-check says by the meeting's limits, and why. It is evidence beside a site's checks and decides nothing of its readiness. */
export const judgedSelfCheck = (found: Found, limits: LinkLimits): Pick<SelfCheck, 'verdict' | 'reasons'> => {
  const reasons = [...reasonsOfLink(found, limits), ...reasonsOfDevices(found)];
  const verdict = reasons.some(({ grave }) => grave)
    ? 'not-passed'
    : reasons.length > 0
      ? 'doubtful'
      : 'pre-check-passed';
  return { verdict, reasons };
};
