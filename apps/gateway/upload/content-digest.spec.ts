import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { statedDigest } from './content-digest.js';

const digest = createHash('sha256').update('a paper').digest();

describe('what a sender states of its file', () => {
  it('is its SHA-256, among other digests as well', () => {
    const stated = `sha-256=:${digest.toString('base64')}:`;
    expect(statedDigest(stated)).toBe(digest.toString('hex'));
    expect(statedDigest(`sha-512=:AAAA:, ${stated}`)).toBe(digest.toString('hex'));
  });

  it('is nothing where it states none, and nothing that any file has where it cannot be read', () => {
    expect(statedDigest(undefined)).toBeUndefined();
    expect(statedDigest('sha-512=:AAAA:')).toBeUndefined();
    expect(statedDigest('sha-256=:%%%:')).toBe('');
  });
});
