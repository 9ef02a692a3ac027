import { describe, expect, it } from '@jest/globals';
import { hashPassword, passwordMatches } from './password.js';

describe('a kept password', () => {
  it('is matched by itself alone, however its letters are composed', async () => {
    const hash = await hashPassword('a long pass phrasé'.normalize('NFC'));
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordMatches('a long pass phrasé'.normalize('NFD'), hash)).toBe(true);
    expect(await passwordMatches('a long pass phrase', hash)).toBe(false);
  });

  it('is salted: the same password is kept differently each time', async () => {
    expect(await hashPassword('a long pass phrase')).not.toBe(await hashPassword('a long pass phrase'));
  });

  it('says so when the kept text is not a hash', async () => {
    await expect(passwordMatches('a long pass phrase', 'plain')).rejects.toThrow('not argon2id');
  });
});
