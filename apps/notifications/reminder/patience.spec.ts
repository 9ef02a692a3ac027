import { describe, expect, it } from '@jest/globals';
import { Patience } from './patience.js';

describe('the wait of a run for events', () => {
  const at = { ms: 0 };
  const patience = () => new Patience({ now: () => new Date(at.ms) }, 15_000);
  const asked = (wait: Patience, ms: number, done = false): boolean => {
    at.ms = ms;
    return wait.isOver(done);
  };

  it('is over when all are handled, else after so long, and begins anew after that', () => {
    const wait = patience();
    expect(asked(wait, 1_000_000)).toBe(false);
    expect(asked(wait, 1_014_000)).toBe(false);
    expect(asked(wait, 1_015_000)).toBe(true);
    expect(asked(wait, 1_016_000, true)).toBe(true);
    expect(asked(wait, 1_017_000)).toBe(false);
    expect(asked(wait, 1_018_000, true)).toBe(true);
  });

  it('is another wait after a pause', () => {
    const wait = patience();
    expect(asked(wait, 1_000_000)).toBe(false);
    expect(asked(wait, 2_000_000)).toBe(false);
    expect(asked(wait, 2_015_000)).toBe(true);
  });
});
