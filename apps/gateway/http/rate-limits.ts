import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import { Injectable } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { unavailable } from '#platform';
import { type GatewayConfig, InjectConfig } from '../config.js';

type Counter = ReturnType<FastifyInstance['createRateLimit']>;
type Counters = { readonly signIn: Counter; readonly replyLink: Counter; readonly badLink: Counter };

/** A link is counted by a hash, so that the counters hold no token. */
const linkKey = (request: FastifyRequest): string => {
  const { params } = request;
  const token = typeof params === 'object' && params !== null && 'token' in params ? String(params.token) : '';
  return `link ${createHash('sha256').update(token).digest('base64url')}`;
};

/** How often something may be tried in a minute, counted in each gateway by itself. */
@Injectable()
export class RateLimits {
  #counters: Counters | undefined;

  constructor(@InjectConfig() private readonly config: GatewayConfig) {}

  async register(app: NestFastifyApplication): Promise<void> {
    await app.register(rateLimit, { global: false });
    const server = app.getHttpAdapter().getInstance();
    const timeWindow = '1 minute';
    this.#counters = {
      signIn: server.createRateLimit({ max: this.config.SALA_SIGN_IN_LIMIT, timeWindow, keyGenerator: ({ ip }) => `sign-in ${ip}` }),
      replyLink: server.createRateLimit({ max: this.config.SALA_REPLY_LIMIT, timeWindow, keyGenerator: linkKey }),
      badLink: server.createRateLimit({ max: this.config.SALA_BAD_LINK_LIMIT, timeWindow, keyGenerator: ({ ip }) => `bad-link ${ip}` }),
    };
  }

  /** Throws unavailable 'too-many-requests' once it has been tried too often. */
  async count(what: keyof Counters, request: FastifyRequest): Promise<void> {
    const outcome = await this.#counters?.[what](request);
    if (outcome === undefined) throw new Error('the rate limits are not registered');
    if (!outcome.isAllowed && outcome.isExceeded)
      throw unavailable('too-many-requests', 'Too many requests; wait a minute and try again', { details: { retryAfterSeconds: outcome.ttlInSeconds } });
  }
}
