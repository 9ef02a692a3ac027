import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { StorageType } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { NatsLink } from '#messaging';
import { AppError, SystemClock, unavailable } from '#platform';
import { type GatewayConfig, InjectConfig } from '../config.js';

type Limit = { readonly name: string; readonly of: string; readonly max: number; readonly windowMs: number };
type Counted = { readonly count: number; readonly until: number };

const minute = 60_000;
const hour = 60 * minute;
const bucket = 'limits';
const mostTries = 30;

/** An IPv6 client has a whole /64 to itself. */
const clientOf = ({ ip }: FastifyRequest): string => {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv6(plain) ? (new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::')[0]?.split(':').slice(0, 4).join(':') ?? plain) : plain;
};

const tokenOf = ({ params }: FastifyRequest): string => (typeof params === 'object' && params !== null && 'token' in params ? String(params.token) : '');

/** Counters hold no address, account or token: only a hash of it. */
const keyOf = ({ name, of }: Limit): string => `${name}.${createHash('sha256').update(of).digest('hex').slice(0, 40)}`;

const tooMany = (untilMs: number, nowMs: number) =>
  unavailable('too-many-requests', 'Too many requests; wait a while and try again', { details: { retryAfterSeconds: Math.max(1, Math.ceil((untilMs - nowMs) / 1000)) } });

/** How often something may be tried, counted in one place for all gateways. */
@Injectable()
export class RateLimits {
  readonly #clock = new SystemClock();
  /** One count of a key at a time in this process; other gateways' are met by the revision. */
  readonly #turns = new Map<string, Promise<unknown>>();
  #bucket: Promise<KV> | undefined;

  constructor(
    private readonly link: NatsLink,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  /** Throws unavailable 'too-many-requests' with `retryAfterSeconds` once it has been tried too often. */
  async count(what: 'replyLink' | 'replyChange' | 'badLink', request: FastifyRequest): Promise<void> {
    const { SALA_REPLY_LIMIT, SALA_REPLY_CHANGE_LIMIT, SALA_BAD_LINK_LIMIT } = this.config;
    switch (what) {
      case 'replyLink': return this.#add({ name: 'link', of: tokenOf(request), max: SALA_REPLY_LIMIT, windowMs: minute });
      case 'replyChange': return this.#add({ name: 'change', of: tokenOf(request), max: SALA_REPLY_CHANGE_LIMIT, windowMs: hour });
      case 'badLink': return this.#add({ name: 'bad-link', of: clientOf(request), max: SALA_BAD_LINK_LIMIT, windowMs: minute });
    }
  }

  /**
   * Tries a password. All tries count for the account from this address, wrong ones for the account from anywhere, and far
   * more of them for the address: who shares it can sign in while one of them can't. Counted before, so that many at once count too.
   */
  async tried<Result>(request: FastifyRequest, email: string, work: () => Promise<Result>): Promise<Result> {
    const client = clientOf(request);
    const account = email.normalize('NFC').trim().toLowerCase();
    const { SALA_SIGN_IN_LIMIT, SALA_SIGN_IN_ACCOUNT_LIMIT, SALA_SIGN_IN_ADDRESS_LIMIT } = this.config;
    const limits: Limit[] = [
      { name: 'sign-in', of: `${client} ${account}`, max: SALA_SIGN_IN_LIMIT, windowMs: minute },
      { name: 'account', of: account, max: SALA_SIGN_IN_ACCOUNT_LIMIT, windowMs: minute },
      { name: 'address', of: client, max: SALA_SIGN_IN_ADDRESS_LIMIT, windowMs: minute },
    ];
    const counted: Limit[] = [];
    const takeBack = (which: readonly Limit[] = counted) => Promise.all(which.map((limit) => this.#add(limit, -1)));
    try {
      for (const limit of limits) {
        await this.#add(limit);
        counted.push(limit);
      }
    } catch (error) {
      await takeBack();
      throw error;
    }
    try {
      const result = await work();
      await takeBack(counted.slice(1));
      return result;
    } catch (error) {
      const wrong = error instanceof AppError && (error.code === 'sign-in-refused' || error.code === 'wrong-password');
      if (!wrong) await takeBack();
      throw error;
    }
  }

  #add(limit: Limit, by = 1): Promise<void> {
    const key = keyOf(limit);
    const turn = (this.#turns.get(key) ?? Promise.resolve()).catch(() => undefined).then(() => this.#change(key, limit, by));
    this.#turns.set(key, turn);
    const leave = () => {
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
    };
    turn.then(leave, leave);
    return turn;
  }

  async #change(key: string, { max, windowMs }: Limit, by: number): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const kept = await this.#open();
        const entry = await kept.get(key);
        const now = this.#clock.now().getTime();
        const before = entry?.operation === 'PUT' ? (entry.json<Counted>()) : undefined;
        const { count, until } = before === undefined || before.until <= now ? { count: 0, until: now + windowMs } : before;
        if (by > 0 && count >= max) throw tooMany(until, now);
        const after = JSON.stringify({ count: Math.max(0, count + by), until } satisfies Counted);
        await (entry === null ? kept.create(key, after) : kept.update(key, after, entry.revision));
        return;
      } catch (cause) {
        if (cause instanceof AppError) throw cause;
        // Another gateway counted in between, or the bucket went with its server: once more, from what is there.
        this.#bucket = undefined;
        if (attempt >= mostTries || !this.link.connected) throw unavailable('service-unavailable', 'Requests cannot be counted now; try again shortly', { cause });
      }
    }
  }

  #open(): Promise<KV> {
    this.#bucket ??= new Kvm(this.link.js).create(bucket, { history: 1, ttl: 2 * hour, storage: StorageType.Memory, replicas: this.config.SALA_NATS_REPLICAS });
    return this.#bucket;
  }
}
