import { Injectable } from '@nestjs/common';
import { DeliveryQueue } from '../queue/queue.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';

/** What has a pace of its own: a mail server, or all addresses of a domain. */
export type Paced = { readonly of: 'relay' | 'domain'; readonly name: string };

/**
 * Turns lie one interval apart, whoever takes them, by Redis's own clock. A turn that would come too late is not taken. Gives
 * whether it was taken, and the wait.
 */
const takeTurn = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local turn = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local wait = turn - now
if wait > tonumber(ARGV[2]) then return {0, math.floor(wait)} end
redis.call('SET', KEYS[1], turn + ARGV[1], 'PX', math.ceil(wait + ARGV[1]) + 1000)
return {1, math.floor(wait)}`;

/** Hands out turns so that no more than so many mails a minute leave, over all replicas. */
@Injectable()
export class Pace {
  readonly #prefix: string;

  constructor(
    private readonly queue: DeliveryQueue,
    @InjectConfig() config: NotificationsConfig,
  ) {
    this.#prefix = `{sala}:pace:${config.SALA_DATABASE}`;
  }

  /** The wait for the next turn, which is taken; nothing where it would be longer than `atMostMs`. */
  async take(paced: Paced, perMinute: number, atMostMs: number): Promise<number | undefined> {
    const [taken = 0, wait = 0] = await this.#turn(paced, perMinute, atMostMs);
    return taken === 1 ? wait : undefined;
  }

  /** How long the next turn is away; none is taken. */
  async ahead(paced: Paced, perMinute: number): Promise<number> {
    const [, wait = 0] = await this.#turn(paced, perMinute, -1);
    return wait;
  }

  async #turn({ of, name }: Paced, perMinute: number, atMostMs: number): Promise<readonly number[]> {
    const said: unknown = await this.queue.redis.eval(
      takeTurn,
      1,
      `${this.#prefix}:${of}:${name}`,
      60_000 / perMinute,
      atMostMs,
    );
    return Array.isArray(said) ? said.map(Number) : [];
  }
}
