import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { jwtVerify } from 'jose';
import { StoppedClock } from '#platform';
import { Jitsi } from './jitsi.js';

const now = new Date('2016-11-23T07:00:00Z');
const clock = new StoppedClock(now);
const room = { roomId: 'sala-hearing', title: 'การประชุม' };
const guest = { siteId: 'th-50', name: 'ศาลากลางจังหวัดเชียงใหม่' };
const settings = { url: 'https://meet.example/', app: 'sala', audience: 'jitsi', domain: 'meet.example' };

describe('a room of Jitsi', () => {
  const shared = new TextEncoder().encode('a-secret-that-has-32-letters-now');
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });

  it.each([
    ['a shared secret', { alg: 'HS256', key: shared } as const, shared],
    ['a private key', { alg: 'RS256', key: pair.privateKey, keyId: 'k-1' } as const, pair.publicKey],
  ])('is entered by a token that %s signs, for one site, one room and a day', async (_by, signing, key) => {
    const address = new URL(await new Jitsi({ ...settings, ...signing }, clock).joinAddress(room, guest));
    expect(address.pathname).toBe('/sala-hearing');
    const { payload, protectedHeader } = await jwtVerify(address.searchParams.get('jwt') ?? '', key, {
      audience: 'jitsi',
      issuer: 'sala',
      subject: 'meet.example',
      currentDate: now,
    });
    expect(payload).toMatchObject({
      room: 'sala-hearing',
      context: { user: { id: 'th-50', name: guest.name } },
      exp: now.getTime() / 1000 + 86_400,
    });
    expect(protectedHeader).toMatchObject({ alg: signing.alg, typ: 'JWT' });
  });

  it('does not say who is in', () =>
    expect(new Jitsi({ ...settings, alg: 'HS256', key: shared }, clock).watches).toBe(false));
});
