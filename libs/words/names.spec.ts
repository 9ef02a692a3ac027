import { describe, expect, it } from '@jest/globals';
import { collatorOf, type Language, languages, provinceCodes, provinceName, textIn, wordsOf } from './index.js';

describe('languages', () => {
  it('begin with Thai, and each says its own name', () => {
    expect(languages[0]).toBe('th');
    expect(new Set(languages.map((language) => wordsOf(language).locale.name)).size).toBe(languages.length);
  });

  it('sort names as their readers look them up: Thai by the consonant, whatever vowel is written before it', () => {
    expect(['เลย', 'ลำปาง', 'กระบี่', 'แพร่', 'เชียงใหม่'].sort(collatorOf('th').compare)).toEqual([
      'กระบี่',
      'เชียงใหม่',
      'แพร่',
      'ลำปาง',
      'เลย',
    ]);
  });

  it('that are not there are spoken to in the usual one', () => {
    for (const gone of ['xx', 'constructor', '']) expect(wordsOf(gone as Language)).toBe(wordsOf('th'));
  });

  it('show the usual text where nobody wrote it in the reader’s', () => {
    const text = { th: 'ศาลากลาง', en: 'Hall' };
    expect(textIn(text, 'en')).toBe('Hall');
    expect(textIn({ ...text, en: undefined as unknown as string }, 'en')).toBe('ศาลากลาง');
  });

  it('name all 77 provinces, and leave a code of another country as it is', () => {
    for (const language of languages) expect(provinceCodes(language)).toHaveLength(77);
    expect(provinceName('TH-50', 'th')).toBe('เชียงใหม่');
    expect(provinceName('LA-VT', 'en')).toBe('LA-VT');
    expect(provinceName('constructor', 'en')).toBe('constructor');
  });
});
