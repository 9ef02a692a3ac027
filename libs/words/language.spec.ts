import { describe, expect, it } from '@jest/globals';
import { preferredLanguage } from './language.js';

describe('preferredLanguage', () => {
  it.each([
    ['en', 'th', 'en'],
    [undefined, 'en-GB,en;q=0.9,th;q=0.8', 'en'],
    [undefined, 'fr;q=1.0, th;q=0.3, en;q=0.7', 'en'],
    [undefined, 'fr,de', 'th'],
    [undefined, undefined, 'th'],
    ['xx', 'en', 'en'],
    [['en', 'th'], 'en;q=0', 'th'],
  ])('asked %p, Accept-Language %p: %s', (asked, header, expected) => {
    expect(preferredLanguage(asked, header)).toBe(expected);
  });
});
