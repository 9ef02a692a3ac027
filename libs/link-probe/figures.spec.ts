import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Arrival,
  figuresOf,
  type Flow,
  PacedSender,
  piecesOfPicture,
  readPacket,
  roundTripOf,
  sizes,
  writePacket,
} from './index.js';

const voice = (number: number, changes: Partial<Arrival> = {}): Arrival => ({
  flow: 'voice',
  number,
  sentAtMs: number * 20,
  atMs: 5_000 + number * 20,
  bytes: sizes.voice,
  ...changes,
});
const numbers = fc.array(fc.nat({ max: 499 }), { maxLength: 300 });
const sent = { voice: 500, picture: 0, held: 0 };

describe('what comes of numbered packets', () => {
  it('are lost and out of order exactly those that are, whatever comes in which order and how often', () =>
    fc.assert(
      fc.property(numbers, (came) => {
        const { received, lost, reordered } = figuresOf(
          came.map((each) => voice(each)),
          sent,
        );
        const once = came.filter((each, index) => came.indexOf(each) === index);
        const late = once.filter((each, index) => once.slice(0, index).some((before) => before > each));
        expect({ received, lost, reordered }).toEqual({
          received: once.length,
          lost: 500 - once.length,
          reordered: late.length,
        });
      }),
    ));

  it('have no jitter where each takes as long as the others, by clocks that differ by anything', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat({ max: 499 }), { minLength: 2 }),
        fc.integer({ min: -1e9, max: 1e9 }),
        (came, off) => {
          const ordered = [...came].sort((one, other) => one - other);
          const { jitterMs } = figuresOf(
            ordered.map((each) => voice(each, { atMs: off + each * 20 })),
            sent,
          );
          expect(jitterMs).toBe(0);
        },
      ),
    ));

  it('come near the jitter of RFC 3550 where they are late by turns', () => {
    const came = Array.from({ length: 500 }, (_one, number) =>
      voice(number, { atMs: number * 20 + (number % 2) * 10 }),
    );
    // |D| is 10 each time, and J goes towards it.
    expect(figuresOf(came, sent).jitterMs).toBeGreaterThan(9.5);
    expect(figuresOf(came, sent).jitterMs).toBeLessThanOrEqual(10);
  });

  it('never say that more goes through than does, whatever is lost and however late it is noticed', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 100_000 }),
        fc.array(fc.record({ lost: fc.boolean(), lateMs: fc.nat({ max: 400 }) }), {
          minLength: piecesOfPicture,
          maxLength: piecesOfPicture,
        }),
        (kbps, pieces) => {
          // A line that takes one piece after the other, begun at 0, with a quiet voice packet before that shows its delay.
          const pieceMs = (sizes.picture * 8) / kbps;
          const came = pieces.flatMap(({ lost, lateMs }, number): Arrival[] =>
            lost
              ? []
              : [
                  {
                    flow: 'picture',
                    number,
                    sentAtMs: 1_000,
                    atMs: 1_050 + (number + 1) * pieceMs + lateMs,
                    bytes: sizes.picture,
                  },
                ],
          );
          const { throughputKbps } = figuresOf([voice(0, { sentAtMs: 0, atMs: 50 }), ...came], {
            voice: 1,
            picture: piecesOfPicture,
            held: 0,
          });
          expect(throughputKbps).toBeLessThanOrEqual(kbps);
        },
      ),
    ));

  it('count as held, not as lost, where they were never sent', () =>
    expect(figuresOf([voice(0)], { voice: 1, picture: 0, held: 40 })).toMatchObject({ sent: 1, lost: 0, held: 40 }));
});

describe('a packet', () => {
  it('is read as it was written', () =>
    fc.assert(
      fc.property(
        fc.nat({ max: 2 ** 32 - 1 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (number, sentAtMs) =>
          (['voice', 'picture', 'ping', 'pong'] as const).forEach((flow: Flow) =>
            expect(readPacket(writePacket({ flow, number, sentAtMs }))).toEqual({
              flow,
              number,
              sentAtMs,
              bytes: sizes[flow],
            }),
          ),
      ),
    ));

  it('is nothing else that comes', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1_200 }), (bytes) => {
        const packet = readPacket(bytes);
        if (packet !== undefined) expect(bytes.length).toBe(sizes[packet.flow]);
      }),
    ));
});

describe('a paced sender', () => {
  const sender = (waiting: () => number) => {
    let now = 0;
    const went: string[] = [];
    const made = new PacedSender(4_000, { nowMs: () => now, waiting, send: (flow) => void went.push(flow) });
    return { made, went, to: (ms: number) => ((now = ms), made.step()) };
  };

  it('sends 50 voice packets a second, and pictures in the last quarter, however seldom it is asked', () => {
    const { made, to } = sender(() => 0);
    expect([to(0), to(1_999), to(2_000), to(4_000)]).toEqual([false, false, false, true]);
    expect(made.sent).toEqual({ voice: 200, picture: 2 * piecesOfPicture, held: 0 });
  });

  it('holds back what would only wait', () => {
    const { made, to } = sender(() => 1_000_000);
    to(4_000);
    expect(made.sent).toEqual({ voice: 0, picture: 0, held: 200 + 2 * piecesOfPicture });
  });
});

describe('the way there and back', () => {
  it('is nothing where no answer came', () => expect(roundTripOf([])).toBeUndefined());
  it('is told by its middle and its slowest twentieth', () =>
    expect(roundTripOf(Array.from({ length: 100 }, (_one, index) => index))).toEqual({
      p50Ms: 50,
      p95Ms: 95,
      answered: 100,
    }));
});
