import { describe, expect, it } from '@jest/globals';
import { ReplyCode } from '#contracts';
import { replyCodeKey, replyCodeOf } from './reply-code.js';

const key = 'a key that only this test knows, 32+';
const link = { invitationId: 'inv-4f7k2m9q1x8cabcd', version: 1 };

describe('the reply code of a link', () => {
  const code = replyCodeOf(key, link, 0);

  it('is the same whenever it is made, and one that people can type', () => {
    expect(replyCodeOf(key, link, 0)).toBe(code);
    expect(ReplyCode.parse(code)).toBe(code);
  });

  it('is another one for another invitation, version, attempt or key', () => {
    const others = [
      replyCodeOf(key, { ...link, invitationId: 'inv-other' }, 0),
      replyCodeOf(key, { ...link, version: 2 }, 0),
      replyCodeOf(key, link, 1),
      replyCodeOf(`${key}!`, link, 0),
    ];
    expect(new Set([code, ...others]).size).toBe(5);
  });

  it('cannot be read from what it is found by', () => {
    expect(replyCodeKey(key, code)).not.toContain(code);
    expect(replyCodeKey(`${key}!`, code)).not.toBe(replyCodeKey(key, code));
  });
});
