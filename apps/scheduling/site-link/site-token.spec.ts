import { describe, expect, it } from '@jest/globals';
import { Id, SiteToken } from '#contracts';
import { signParts } from '#platform';
import { readSiteLink, signSiteLink } from './site-token.js';

const key = 'a key that only this test knows, 32+';
const link = { meetingId: 'egov-readiness-2559', siteId: 'th-50', version: 1 };
const refused = expect.objectContaining({ kind: 'forbidden', code: 'site-link-invalid' });
const reading = (token: string, withKey = key) => {
  try {
    return readSiteLink(withKey, token);
  } catch (error) {
    return error;
  }
};

describe('a site’s link', () => {
  const token = signSiteLink(key, link);

  it('names its meeting, site and version to whoever holds the key', () => {
    expect(SiteToken.safeParse(token).success).toBe(true);
    expect(readSiteLink(key, token)).toEqual(link);
    expect(signSiteLink(key, link)).toBe(token);
  });

  it('is short enough for the longest ids', () => {
    const longest = Id.parse('x'.repeat(64));
    const long = { meetingId: longest, siteId: longest, version: 999_999_999 };
    expect(SiteToken.safeParse(signSiteLink(key, long)).success).toBe(true);
  });

  it('is refused with any character changed, cut or added, and under another key', () => {
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'a' ? 'b' : 'a';
      expect(reading(token.slice(0, at) + other + token.slice(at + 1))).toEqual(refused);
      expect(reading(token.slice(0, at))).toEqual(refused);
    }
    for (const added of [`${token}A`, `${token}.`, `${token}=`, `A${token}`]) expect(reading(added)).toEqual(refused);
    expect(reading(token, `${key}!`)).toEqual(refused);
  });

  it('opens no other site, meeting or version, and is none where it was signed for another use', () => {
    const signed = token.split('.').at(-1);
    for (const parts of ['other.th-50.1', 'egov-readiness-2559.th-51.1', 'egov-readiness-2559.th-50.2'])
      expect(reading(`${parts}.${signed}`)).toEqual(refused);
    expect(reading(signParts(key, 'reply', ['egov-readiness-2559', 'th-50', '1']))).toEqual(refused);
    expect(reading(signParts(key, 'site-link', ['egov-readiness-2559', 'th-50', '01']))).toEqual(refused);
  });
});
