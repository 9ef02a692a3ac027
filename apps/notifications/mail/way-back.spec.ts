import { describe, expect, it } from '@jest/globals';
import { isOurs, keyIn, returnPathOf, wayBackOf } from './way-back.js';

const way = wayBackOf('Answers@Sala.example');
if (way === undefined) throw new Error('there is a setting');
const key = '0123456789abcdef0123456789abcdef';

describe('the address to which mails come', () => {
  it('is followed by the key of the mail where it is its way back', () => {
    expect(returnPathOf(way, key)).toBe(`answers+b-${key}@sala.example`);
    expect(keyIn(way, `ANSWERS+B-${key.toUpperCase()}@SALA.EXAMPLE`)).toBe(key);
  });

  it.each([
    ['answers@sala.example', true],
    ['Answers@SALA.example', true],
    ['answers+anything@sala.example', true],
    ['answers@other.example', false],
    ['postmaster@sala.example', false],
    ['answers@sala.example.evil.example', false],
    ['xanswers@sala.example', false],
    ['', false],
  ])('%s: %s', (address, ours) => expect(isOurs(way, address)).toBe(ours));

  it.each([
    'answers@sala.example',
    'answers+b-@sala.example',
    'answers+b-a/b@sala.example',
    `answers+b-${key}@other.example`,
  ])('names no mail in %s', (address) => expect(keyIn(way, address)).toBeUndefined());

  it('is none where none is set', () => expect(wayBackOf(undefined)).toBeUndefined());
});
