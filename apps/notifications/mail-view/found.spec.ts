import { expect, it } from '@jest/globals';
import { searchWords } from '#words';
import { isFoundBy } from './found.js';

const office = { id: 'a', name: { th: 'สรรพากรพื้นที่เชียงใหม่ 1' }, provinceCode: 'TH-50' };
it.each([
  ['', true],
  ['พากร', true],
  ['พากร เชียงใหม่', true],
  ['chiang mai', true],
  ['ลำพูน', false],
  ['พากร ลำพูน', false],
])('a recipient is found by parts of its name and its province: %p %p', (q, found) =>
  expect(isFoundBy(searchWords(q), office)).toBe(found),
);
