import { type SelfCheckAddress, type SelfCheckFlow, type SelfCheckReason } from '#contracts';
import { element } from './dom.js';
import { type Result } from './link.js';
import { filled, type RunningWords } from './words.js';

const shown = (value: number): string => String(Math.round(value * 10) / 10);

const flowRows = (flow: SelfCheckFlow, words: RunningWords): (readonly [string, string])[] => {
  const all = flow.sent + flow.held;
  const lost = all === 0 ? 100 : (100 * (flow.lost + flow.held)) / all;
  return [
    [words.measures.loss, filled(words.percent, { n: shown(lost) })],
    [words.measures.jitter, filled(words.ms, { n: shown(flow.jitterMs) })],
    [words.measures.reordered, filled(words.packets, { n: flow.reordered })],
    [words.measures.throughput, filled(words.kbps, { n: flow.throughputKbps })],
  ];
};

const listed = (rows: readonly (readonly [string, string])[]): HTMLElement =>
  element(
    'dl',
    {},
    ...rows.map(([term, value]) => element('div', {}, element('dt', {}, term), element('dd', {}, value))),
  );

/** What was measured, by what a person calls it. */
export const figuresView = ({ measured: { up, down, roundTrip } }: Result, words: RunningWords): HTMLElement[] => [
  ...(roundTrip === undefined
    ? []
    : [
        listed([
          [words.measures.roundTrip, filled(words.ms, { n: `${shown(roundTrip.p50Ms)} / ${shown(roundTrip.p95Ms)}` })],
        ]),
      ]),
  ...[[words.up, up] as const, [words.down, down] as const].flatMap(([name, flow]) =>
    flow === undefined ? [] : [element('h3', {}, name), listed(flowRows(flow, words))],
  ),
];

/** Each thing that was found, with what to do; one that both directions have is said once. */
export const reasonsView = (
  reasons: readonly SelfCheckReason[],
  at: SelfCheckAddress | undefined,
  words: RunningWords,
): HTMLElement => {
  const whats = [...new Set(reasons.map(({ what }) => what))];
  return element(
    'ul',
    {},
    ...whats.map((what) => {
      const ways = reasons.flatMap((each) =>
        each.what === what && each.way !== undefined ? [words.ways[each.way]] : [],
      );
      const text = `${ways.length > 0 ? `${ways.join(', ')}: ` : ''}${words.reason[what]}`;
      const open =
        what === 'udp-blocked' && at !== undefined
          ? [
              element('br'),
              element(
                'b',
                {},
                filled(words.openUdp, { addresses: at.addresses.join(', '), first: at.firstPort, last: at.lastPort }),
              ),
            ]
          : [];
      return element('li', {}, text, ...open);
    }),
  );
};
