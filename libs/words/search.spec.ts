import { describe, expect, it } from '@jest/globals';
import { foldForSearch, searchedText, searchWords } from './search.js';

const revenue = {
  name: { th: 'สำนักงานสรรพากรพื้นที่นครราชสีมา', en: 'Area revenue office of Nakhon Ratchasima' },
  aliases: ['สรรพากรย่าโม'],
  code: '0303050',
  id: 'th-30-revenue',
  provinceCode: 'TH-30',
};
const finds = (typed: string, of: Parameters<typeof searchedText>[0] = revenue): boolean => {
  const text = searchedText(of);
  return searchWords(typed).every((word) => text.includes(word));
};

describe('searching names', () => {
  it.each([
    ['sara am in one letter and in two', 'สำนักงาน', 'ส\u0E4Dานักงาน'],
    ['a tone within sara am', 'น้ำ', 'น\u0E4D\u0E49า'],
    ['two เ as แ', 'แพร่', 'เเพร่'],
    ['marks that were doubled or typed in another order', 'ที่อยู่', 'ท\u0E35\u0E35\u0E48อย\u0E39\u0E48\u0E48'],
    ['tones and thanthakhat left out', 'เชียงใหม่ สุรินทร์', 'เชียงใหม สุรินทร'],
    ['digits of both scripts', 'เขต ๑๒', 'เขต 12'],
    ['characters that nobody sees', 'สรรพากร', 'สรร\u200Bพากร'],
    ['case and full stops', 'Nakhon. Ratchasima', 'nakhon ratchasima'],
    ['how Thai was spaced', 'เทศบาลนคร เชียงใหม่', 'เทศบาลนครเชียงใหม่'],
  ])('reads %s alike', (_what, one, other) => {
    expect(foldForSearch(other)).toBe(foldForSearch(one));
  });

  it('keeps words of another script apart', () => {
    expect(foldForSearch('เขต 12 Area  Office')).toBe('เขต 12 area office');
  });

  it.each([
    'พากร',
    'สรรพากร โคราช',
    'โคราช สรรพ',
    'จ.นครราชสีมา',
    'revenue korat',
    '03030',
    'TH-30',
    'ย่าโม',
    'สนง.สรรพากร',
    'สีมา',
    '',
  ])('finds an office by %s', (typed) => {
    expect(finds(typed)).toBe(true);
  });

  it.each(['สรรพากร เชียงใหม่', 'revenues', 'คลัง'])('does not find it by %s', (typed) => {
    expect(finds(typed)).toBe(false);
  });

  it('finds by what everybody calls such an office', () => {
    const health = { name: { th: 'สำนักงานสาธารณสุขจังหวัดพระนครศรีอยุธยา' }, provinceCode: 'TH-14' };
    expect([finds('สสจ.อยุธยา', health), finds('สสจ. อยุธยา', health), finds('สสอ.', health)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
