import { describe, expect, it } from '@jest/globals';
import { plainNumber } from './plain-number.js';

describe('a number without format', () => {
  it.each([
    ['1103700123456', '1103700123456'],
    ['1.103700123456E+12', '1103700123456'],
    ['1.2345678901234567E+19', '12345678901234600000'],
    ['12345678901234567890', '12345678901234567890'],
    ['812345678.0', '812345678'],
    ['0.30000000000000004', '0.3'],
    ['-0', '0'],
    ['-0.0', '0'],
    ['1.5E-7', '0.00000015'],
    ['-1E-7', '-0.0000001'],
    ['1E-300', '1e-300'],
    [' 42 ', '42'],
    ['+5', '5'],
    ['.5', '0.5'],
  ])('%s is shown as %s', (raw, text) => expect(plainNumber(raw)).toBe(text));

  it.each(['', 'abc', '0x10', '1e99999', 'NaN', '1 2', '--1'])('%j is none, and stays as it is', (raw) =>
    expect(plainNumber(raw)).toBe(raw),
  );

  it('of a hundred thousand digits takes no time', () => {
    const began = process.cpuUsage();
    for (const end of ['', 'x', 'e', '.', '.x']) plainNumber('1'.repeat(200_000) + end);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(500);
  });
});
