import { describe, expect, it } from '@jest/globals';
import { bridgeOf, outsideOf } from './outside.js';

describe('the world outside this machine', () => {
  const real = {
    SMTP_URL: 'smtps://user:secret@mail.ega.example:465',
    SALA_PUBLIC_URL: 'https://sala.ega.example',
    SALA_MAIL_FROM: 'Sala <sala@ega.example>',
  };
  it.each([
    ['nothing is said', {}, {}],
    [
      'people come by https',
      { SALA_PUBLIC_URL: 'https://sala.ega.example/' },
      { SALA_PUBLIC_URL: 'https://sala.ega.example', SALA_SECURE_COOKIES: 'true' },
    ],
    [
      'people come by plain http',
      { SALA_PUBLIC_URL: 'http://10.0.0.5:4600' },
      { SALA_PUBLIC_URL: 'http://10.0.0.5:4600', SALA_SECURE_COOKIES: 'false' },
    ],
    [
      'mails come in',
      { SALA_INBOUND_ADDRESS: 'answers@sala.example', SALA_INBOUND_SMTP: '', HOME: '/root' },
      { SALA_INBOUND_ADDRESS: 'answers@sala.example' },
    ],
    ['mails leave by a server on this machine', { SMTP_URL: 'smtp://127.0.0.1:2525' }, {}],
    [
      'mails leave by a real server',
      real,
      {
        SALA_PUBLIC_URL: 'https://sala.ega.example',
        SALA_SECURE_COOKIES: 'true',
        SALA_MAIL_FROM: 'Sala <sala@ega.example>',
      },
    ],
  ])('is known when %s', (_what, env, expected) => expect(outsideOf(env)).toEqual(expected));

  it.each([
    [
      'links of mails to real people would lead to this machine',
      { ...real, SALA_PUBLIC_URL: '' },
      /links or sender would lead nowhere/,
    ],
    [
      'mails to real people would have no real sender',
      { ...real, SALA_MAIL_FROM: undefined },
      /links or sender would lead nowhere/,
    ],
    ['an address is none', { SALA_PUBLIC_URL: 'sala.ega.example' }, /^SALA_PUBLIC_URL is not an address/],
    [
      'one of several mail servers is none on this machine',
      { SMTP_URL: `smtp://127.0.0.1:2525 ${real.SMTP_URL}` },
      /links or sender would lead nowhere/,
    ],
    ['a mail server’s address is none', { SMTP_URL: 'mail.ega.example' }, /^SMTP_URL is not an address/],
    [
      'a mail server is reached by another protocol',
      { ...real, SMTP_URL: 'https://mail.ega.example' },
      /^SMTP_URL is not an address/,
    ],
  ])('refuses to start where %s', (_what, env, why) => expect(() => outsideOf(env)).toThrow(why));
  it('never repeats a mail server’s password', () => {
    const thrown = (() => {
      try {
        return outsideOf({ SMTP_URL: real.SMTP_URL });
      } catch (error) {
        return JSON.stringify([(error as Error).message, (error as { remedy?: string }).remedy]);
      }
    })();
    expect(thrown).not.toContain('secret');
  });
});

describe('the conference bridge', () => {
  it('is the simulator unless one is named, with what is said of it', () => {
    expect(bridgeOf({ SALA_BRIDGE_SECRET: 'x' })).toBeUndefined();
    expect(bridgeOf({ SALA_BRIDGE: 'simulator' })).toBeUndefined();
    expect(bridgeOf({ SALA_BRIDGE: 'none', SALA_BRIDGES: 'x' })).toEqual({ SALA_BRIDGE: 'none' });
    expect(bridgeOf({ SALA_BRIDGE: 'jitsi', SALA_BRIDGE_URL: 'https://meet.example', SALA_BRIDGE_APP: '' })).toEqual({
      SALA_BRIDGE: 'jitsi',
      SALA_BRIDGE_URL: 'https://meet.example',
    });
  });
});
