import { describe, expect, it } from '@jest/globals';
import { digestHex, digestNumber, digestText } from './digest.js';

describe('a digest', () => {
  // Ids are kept in databases: another digest of the same meaning would make a second invitation, and a second account.
  it('stays what it was', () => {
    expect(digestText('egov-readiness-2559\noffice-00001', 16)).toBe('n7hvufa6pignsbhd');
    expect(digestHex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(digestHex('', 20)).toBe('e3b0c44298fc1c149afb');
    expect([7, 10, 1_000].map((below) => digestNumber('', below))).toEqual([1, 0, 610]);
  });

  it('is as long as it is asked to be, of letters and digits that an id may have', () =>
    expect(digestText('ก', 10)).toMatch(/^[a-z2-7]{10}$/));
});
