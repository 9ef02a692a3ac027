import { describe, expect, it } from '@jest/globals';
import { mostInWord } from '#contracts';
import { refuseTooMany } from './print-run.js';

describe('a Word document of letters', () => {
  it('holds a thousand, and says how many it would have been of one more', () => {
    expect(() => refuseTooMany(mostInWord)).not.toThrow();
    expect(() => refuseTooMany(mostInWord + 1)).toThrow(
      expect.objectContaining({ code: 'too-many-for-word', values: { most: mostInWord, offices: mostInWord + 1 } }),
    );
  });
});
