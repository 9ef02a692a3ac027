import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, parseConfig, platformConfig } from './config.js';

const schema = z.object({
  ...platformConfig,
  SALA_LINK_KEY: z.string().min(32).describe('a random text of at least 32 characters'),
});
const good = { SALA_HTTP_PORT: '0', NATS_URL: 'nats://127.0.0.1:4222', SALA_LINK_KEY: 'k'.repeat(32) };
const refusal = (env: Record<string, string | undefined>): string => {
  try {
    parseConfig(schema, env, 'registration');
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('was accepted');
};

describe('parseConfig', () => {
  it('gives typed values, with defaults for what is not set or empty', () => {
    const config = parseConfig(schema, { ...good, SALA_HOST: '' }, 'registration');
    expect(config).toMatchObject({
      SALA_HTTP_PORT: 0,
      SALA_HOST: '127.0.0.1',
      SALA_SWEEP_MS: 1000,
      NODE_ENV: 'development',
    });
  });

  it('names every variable that is wrong, and what to set it to', () => {
    const message = refusal({ ...good, SALA_HTTP_PORT: '99999', NATS_URL: undefined });
    expect(message).toContain('registration cannot start');
    expect(message).toMatch(/SALA_HTTP_PORT: .*65535.* Set it to the port to listen on/);
    expect(message).toMatch(/NATS_URL: is not set\. Set it to the address of the NATS server/);
  });

  it('never repeats a value, as it may be a secret', () => {
    expect(refusal({ ...good, SALA_LINK_KEY: 'short-secret' })).not.toContain('short-secret');
    expect(refusal({ ...good, NATS_URL: 'http://user:hidden@host' })).not.toContain('hidden');
  });
});
