import { describe, expect, it } from '@jest/globals';
import { putIn } from './wording-typing.js';

const value = { name: 'ผู้จัด', says: '', isPart: false };
const part = { name: 'ตาราง', says: '', isPart: true };
describe('what is put into a letter', () => {
  it.each<[string, [number, number], typeof part, [string, number]]>([
    ['กข', [1, 1], value, ['ก{{ผู้จัด}}ข', 11]],
    ['กขค', [1, 2], value, ['ก{{ผู้จัด}}ค', 11]],
    ['', [0, 0], part, ['{{ตาราง}}', 9]],
    ['ก\n\nข', [1, 1], part, ['ก\n\n{{ตาราง}}\n\nข', 12]],
    ['กข', [1, 1], part, ['ก\n\n{{ตาราง}}\n\nข', 12]],
    ['ก\n\n', [3, 3], part, ['ก\n\n{{ตาราง}}', 12]],
  ])('stands where the caret was, a part in a paragraph of its own: %j', (text, [from, to], what, said) =>
    expect(putIn(text, from, to, what)).toEqual(said),
  );
});
