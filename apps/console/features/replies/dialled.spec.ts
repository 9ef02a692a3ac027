import { describe, expect, it } from '@jest/globals';
import { dialled } from './dialled.js';

describe('a number that is dialled', () => {
  it.each([
    ['0 2141 7000', '021417000'],
    ['๐ ๒๑๔๑ ๗๐๐๐ ต่อ ๑๒๓', '021417000,123'],
    ['0-2141-7000 ext. 5', '021417000,5'],
    ['+66 2 141 7000', '+6621417000'],
    ['0 2141 7000-9', '021417000'],
    ['0 5311 2222, 0 5311 3333', '053112222'],
    ['053-112222/3 ต่อ 12-15', '053112222,12'],
  ])('of %s is %s', (written, number) => expect(dialled(written)).toBe(number));
});
