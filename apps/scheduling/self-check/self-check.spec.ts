import { describe, expect, it } from '@jest/globals';
import { exampleSelfCheck, linkPresets, type SelfCheck, type SelfCheckFlow } from '#contracts';
import { judgedSelfCheck } from './self-check.js';

const { said, measured, udp } = exampleSelfCheck;
const good = { udp, said, measured };
const flow = (changes: Partial<SelfCheckFlow>): SelfCheckFlow => ({ ...(measured.up as SelfCheckFlow), ...changes });
const judged = (changes: Partial<Pick<SelfCheck, 'udp' | 'said' | 'measured'>>) =>
  judgedSelfCheck({ ...good, ...changes }, linkPresets.sala);

describe('a self-check', () => {
  it.each<[string, Parameters<typeof judged>[0], SelfCheck['verdict'], object[]]>([
    ['finds nothing amiss', {}, 'pre-check-passed', []],
    ['finds UDP blocked', { udp: 'blocked', measured: {} }, 'not-passed', [{ what: 'udp-blocked', grave: true }]],
    [
      'finds that nothing moved on',
      { udp: 'hung', measured: {} },
      'not-passed',
      [{ what: 'udp-hung' }, { what: 'few-answers' }],
    ],
    [
      'finds loss one way',
      { measured: { ...measured, up: flow({ lost: 90, received: 1030 }) } },
      'not-passed',
      [{ what: 'lossPercent', way: 'up', grave: true }],
    ],
    [
      'takes what was held back for lost',
      { measured: { ...measured, down: flow({ held: 200, lost: 0 }) } },
      'not-passed',
      [{ what: 'lossPercent', way: 'down', grave: true }],
    ],
    [
      'is in doubt of a way there and back between the limits, said once',
      { measured: { ...measured, roundTrip: { p50Ms: 300, p95Ms: 350, answered: 100 } } },
      'doubtful',
      [{ what: 'roundTripMs', grave: false, value: 350 }],
    ],
    [
      'finds a silent microphone',
      { said: { ...said, microphone: { state: 'silent' } } },
      'not-passed',
      [{ what: 'microphone', grave: true }],
    ],
    [
      'is in doubt of what was not tried',
      { said: { ...said, hearing: 'skipped', hidden: true } },
      'doubtful',
      [{ what: 'hearing' }, { what: 'hidden' }],
    ],
  ])('%s', (_name, changes, verdict, reasons) => {
    const found = judged(changes);
    expect(found.verdict).toBe(verdict);
    expect(found.reasons).toHaveLength(reasons.length);
    reasons.forEach((reason, index) => expect(found.reasons[index]).toMatchObject(reason));
  });

  it('is bad where nothing at all was sent', () =>
    expect(judged({ measured: { ...measured, up: flow({ sent: 0, received: 0, lost: 0, held: 0 }) } }).verdict).toBe(
      'not-passed',
    ));
});
