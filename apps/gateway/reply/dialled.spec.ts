import { describe, expect, it } from '@jest/globals';
import { dialled } from './dialled.js';

describe('a telephone number on a page', () => {
  it.each([
    ['0 2612 6000', '026126000'],
    ['๐ ๒๑๔๑ ๗๐๐๐ ต่อ ๑๒๓', '021417000'],
    ['+66 (2) 141-7000 ext. 5', '+6621417000'],
    ['0 2141 7000, 0 2141 7001', '021417000'],
    ['1111', '1111'],
  ])('%s is dialled as %s', (phone, number) => {
    expect(dialled(phone)).toBe(number);
  });
});
