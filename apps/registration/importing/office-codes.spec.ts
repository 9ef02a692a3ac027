import { describe, expect, it } from '@jest/globals';
import { codeKey, codeSpellings, otherZeros } from './office-codes.js';

describe('the code of an office', () => {
  it.each([
    ['๐๓๐๓๐๕๐', '0303050'],
    ['a-12', 'A-12'],
    ['กษ  ๐๑', 'กษ 01'],
    ['03\u200b03', '0303'],
  ])('%s is the same as %s', (one, other) => expect(codeKey(one)).toBe(codeKey(other)));

  it.each([
    ['1/12', '11/2'],
    ['1.01', '10.1'],
    ['0303050', '303050'],
  ])('%s is another than %s', (one, other) => expect(codeKey(one)).not.toBe(codeKey(other)));

  it('may have lost the zeros at its start where it is all digits', () => {
    expect(otherZeros('303050')).toContain('0303050');
    expect(otherZeros('0303050')).toContain('303050');
    expect(otherZeros('A-0303050')).toEqual([]);
    expect(otherZeros('000')).toEqual([]);
  });

  it('is looked for as it may have been written', () => {
    expect(codeSpellings('๐๑a')).toEqual(expect.arrayContaining(['๐๑a', '01a', '01A']));
    expect(codeSpellings('01')).toContain('๐๑');
  });
});
