import { describe, expect, it } from '@jest/globals';
import { ReplyToken } from '#contracts';
import { readReplyLink, signReplyLink } from './reply-link.js';

const key = 'a key that only this test knows, 32+';
const link = { invitationId: 'inv-4f7k2m9q1x8cabcd', version: 1 };
const refused = expect.objectContaining({ kind: 'forbidden', code: 'reply-link-invalid' });
const reading = (token: string, withKey = key) => {
  try {
    return readReplyLink(withKey, token);
  } catch (error) {
    return error;
  }
};

describe('a reply link', () => {
  const token = signReplyLink(key, link);

  it('names its invitation and version to whoever holds the key', () => {
    expect(ReplyToken.safeParse(token).success).toBe(true);
    expect(readReplyLink(key, token)).toEqual(link);
  });

  it('is the same whenever it is made, so that nothing need be stored', () => {
    expect(signReplyLink(key, link)).toBe(token);
  });

  it('is refused with any character changed, cut or added', () => {
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'a' ? 'b' : 'a';
      expect(reading(token.slice(0, at) + other + token.slice(at + 1))).toEqual(refused);
      expect(reading(token.slice(0, at))).toEqual(refused);
    }
    for (const added of [`${token}A`, `${token}.`, `${token}=`, `A${token}`]) expect(reading(added)).toEqual(refused);
  });

  it('does not open another invitation or version', () => {
    const [, , signed] = token.split('.');
    expect(reading(`inv-other.1.${signed}`)).toEqual(refused);
    expect(reading(`${link.invitationId}.2.${signed}`)).toEqual(refused);
    expect(reading(`${link.invitationId}.01.${signed}`)).toEqual(refused);
  });

  it('is none where it was signed to say of a mail that its address is wrong, nor the other way round', () => {
    const address = signReplyLink(key, link, 'wrong-address');
    expect(readReplyLink(key, address, 'wrong-address')).toEqual(link);
    expect(reading(address)).toEqual(refused);
    expect(() => readReplyLink(key, token, 'wrong-address')).toThrow();
  });

  it('is refused under another key', () => {
    expect(reading(token, `${key}!`)).toEqual(refused);
  });
});
