import { describe, expect, it } from '@jest/globals';
import { lateAs, usualBodyLimits } from './body-limits.js';

const { wholeMs, idleMs, fileMs } = usualBodyLimits;
const typed = { isFile: false, begunAt: 1_000, movedAt: 1_000 };
const file = { ...typed, isFile: true };
const late = (body: typeof typed, afterMs: number) => lateAs(body, 1_000 + afterMs, usualBodyLimits);

describe('a body on its way', () => {
  it('that was typed is waited for so long and no longer, however often something of it comes', () => {
    expect(late(typed, wholeMs - 1)).toBeUndefined();
    expect(late({ ...typed, movedAt: wholeMs }, wholeMs)).toBe('request-timeout');
  });

  it('that is a file is waited for while it moves, and has an end as well', () => {
    expect(late(file, idleMs - 1)).toBeUndefined();
    expect(late(file, idleMs)).toBe('upload-stalled');
    const moving = (afterMs: number) => late({ ...file, movedAt: 1_000 + afterMs - 10 }, afterMs);
    expect(moving(fileMs - 1)).toBeUndefined();
    expect(moving(fileMs)).toBe('upload-too-slow');
  });

  it('has the time that the largest file takes by a line of 1 Mbit/s', () => {
    expect(fileMs).toBeGreaterThan((64 * 1024 * 1024 * 8 * 1000) / 1_000_000);
  });
});
