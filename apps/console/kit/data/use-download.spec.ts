import { describe, expect, it } from '@jest/globals';
import { nameIn } from './use-download.js';

describe('the name of a file that was fetched', () => {
  it('is the whole one that its answer gives it', () => {
    const name = 'รายชื่อ 2559.xlsx';
    expect(nameIn(`attachment; filename="2559.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`)).toBe(name);
  });

  it('is a plain word where the answer gives none that can be read', () => {
    for (const each of [null, 'attachment', "attachment; filename*=UTF-8''%E0%B8"]) expect(nameIn(each)).toBe('sala');
  });
});
