import { describe, expect, it } from '@jest/globals';
import { packText, unpackText } from './packed-text.js';

describe('a text that is kept', () => {
  it.each([0, 1, 16_383, 16_384, 1_000_000])('is the same when it is read, with %i letters', (letters) => {
    const text = 'ศาลากลาง '.repeat(letters / 9 + 1).slice(0, letters);
    expect(unpackText(packText(text))).toBe(text);
  });

  it('is packed where it is long, and as it is where it is short', () => {
    expect(packText('x'.repeat(16_383))).toBe('x'.repeat(16_383));
    const packed = packText('x'.repeat(16_384));
    expect(typeof packed === 'string' ? NaN : packed.length()).toBeLessThan(1_000);
  });
});
