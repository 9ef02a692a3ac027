import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { armed, defused } from './formulas.js';
import { nastyTexts } from './testing/nasty.js';

describe('a text that a program would run', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+66 2 123 4567', "'+66 2 123 4567"],
    ['-5', "'-5"],
    ['@x', "'@x"],
    ["'=a", "''=a"],
    [' =1', "' =1"],
    ['\t1', "'\t1"],
    ['＝1', "'＝1"],
  ])('%j stands as %j', (text, written) => expect(defused(text)).toBe(written));

  it.each(['-', 'a=1', "'a", '0812345678', '', 'ก-ข'])('is not %j, which stays as it is', (text) =>
    expect(defused(text)).toBe(text),
  );

  it('never stands at the start of a cell, and is the first text again when it is read', () => {
    const alphabet = fc.constantFrom(...'\'=+-@\t\r\n ＝"a,');
    const texts = fc.string({ unit: alphabet, maxLength: 6 });
    fc.assert(
      fc.property(texts, (text) => {
        expect(armed(defused(text))).toBe(text);
        if (defused(text) !== '-') expect(defused(text)).not.toMatch(/^\s*[=+\-@＝]/);
      }),
      { numRuns: 5000 },
    );
    for (const text of nastyTexts) expect(armed(defused(text))).toBe(text);
  });

  it('is told in no time, whatever it begins with', () => {
    const began = process.cpuUsage();
    for (const sign of ["'", ' ', "' "]) defused(sign.repeat(200_000));
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(500);
  });
});
