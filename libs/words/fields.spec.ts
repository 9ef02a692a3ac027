import { describe, expect, it } from '@jest/globals';
import { languages, valueName, wordsOf } from './index.js';

describe('a value that may be chosen', () => {
  it('is said as it is typed, with what people call it where they do not read its name as a word', () => {
    expect([valueName('attend', 'th'), valueName('attend', 'en')]).toEqual(['เข้าร่วม (attend)', 'attend']);
    expect(valueName('focal-point', 'th')).toBe('ผู้ประสานงานจังหวัด (focal-point)');
    expect([valueName('unheard-of', 'th'), valueName('constructor', 'th')]).toEqual(['unheard-of', 'constructor']);
  });

  it('of a question of the form is called as the form calls it', () => {
    for (const options of Object.values<Readonly<Record<string, string>>>(wordsOf('th').response.choices))
      for (const [option, name] of Object.entries(options)) expect(valueName(option, 'th')).toBe(`${name} (${option})`);
  });

  it('is a language by its own name, of all there are', () => {
    for (const language of languages)
      expect(valueName(language, 'th')).toBe(`${wordsOf(language).locale.name} (${language})`);
  });
});
