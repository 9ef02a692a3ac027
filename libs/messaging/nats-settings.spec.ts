import { describe, expect, it } from '@jest/globals';
import { natsSettings } from './nats-settings.js';

const refusal = (config: Parameters<typeof natsSettings>[0]): string => {
  try {
    natsSettings(config);
  } catch (error) {
    return String(error);
  }
  throw new Error('it was not refused');
};

describe('the settings of NATS', () => {
  it.each([
    [{ NATS_URL: 'nats://127.0.0.1:4222' }, { servers: ['127.0.0.1:4222'] }],
    [{ NATS_URL: 'nats://a.example' }, { servers: ['a.example:4222'] }],
    [{ NATS_URL: 'nats://a:1, nats://b:2' }, { servers: ['a:1', 'b:2'] }],
    [{ NATS_URL: 'nats://[::1]:4222' }, { servers: ['[::1]:4222'] }],
    [{ NATS_URL: 'nats://sala:p%40ss@a:1' }, { servers: ['a:1'], user: 'sala', pass: 'p@ss' }],
    [{ NATS_URL: 'nats://a-token@a:1' }, { servers: ['a:1'], token: 'a-token' }],
    [{ NATS_URL: 'nats://sala:x@a:1,nats://sala:x@b:1' }, { servers: ['a:1', 'b:1'], user: 'sala', pass: 'x' }],
    [
      { NATS_URL: 'nats://a:1', SALA_NATS_USER: 'sala', SALA_NATS_PASSWORD: 'x' },
      { servers: ['a:1'], user: 'sala', pass: 'x' },
    ],
    [
      { NATS_URL: 'nats://a:1', SALA_NATS_TOKEN: 'x' },
      { servers: ['a:1'], token: 'x' },
    ],
    [{ NATS_URL: 'tls://a:1' }, { servers: ['a:1'], tls: {} }],
  ])('reach it as %j says', (config, options) => {
    expect(natsSettings(config).options).toEqual(options);
  });

  it.each([
    [{ NATS_URL: 'nats://sala:hidden@a:1', SALA_NATS_TOKEN: 'hidden' }, /another is set beside it/],
    [{ NATS_URL: 'nats://sala:hidden@a:1,nats://b:1' }, /different sign-ins/],
    [{ NATS_URL: 'nats://a:1', SALA_NATS_USER: 'hidden' }, /go together/],
    [{ NATS_URL: 'nats://a:1', SALA_NATS_PASSWORD: 'hidden' }, /go together/],
    [
      { NATS_URL: 'nats://a:1', SALA_NATS_TOKEN: 'hidden', SALA_NATS_USER: 'hidden', SALA_NATS_PASSWORD: 'hidden' },
      /takes one sign-in/,
    ],
    [
      { NATS_URL: 'nats://a:1', SALA_NATS_CREDENTIALS: '/nowhere/at/all' },
      /SALA_NATS_CREDENTIALS cannot be read \(ENOENT\)/,
    ],
    [{ NATS_URL: 'tls://a:1', SALA_NATS_CA: '/nowhere/at/all' }, /SALA_NATS_CA cannot be read/],
    [{ NATS_URL: 'tls://a:1', SALA_NATS_CERT: '/nowhere' }, /SALA_NATS_CERT and SALA_NATS_KEY go together/],
    [{ NATS_URL: 'tls://a:1,nats://b:1' }, /together/],
  ])('are refused as %j, with the reason and without the secret', (config, reason) => {
    expect(refusal(config)).toMatch(reason);
    expect(refusal(config)).not.toContain('hidden');
  });

  it.each(['nats://sala:hidden@a:1', 'nats://hidden@a:1', 'tls://sala:hidden@a:1,tls://sala:hidden@b:2'])(
    'name the address of %s to people without its sign-in',
    (NATS_URL) => {
      expect(natsSettings({ NATS_URL }).address).toMatch(/^(nats|tls):\/\/a:1(,tls:\/\/b:2)?$/);
    },
  );
});
