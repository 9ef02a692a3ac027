import { BullAdapter } from '@bull-board/api/bullAdapter';
import { Injectable, Logger } from '@nestjs/common';
import Bull, { type Job, type Queue } from 'bull';
import { type Redis, type RedisOptions } from 'ioredis';
import { ConfigError, withCorrelation } from '#platform';
import { InjectConfig, InjectTimings, type NotificationsConfig, type Timings } from '../settings/settings.module.js';

/** What the queue carries: which delivery to look at. What is to be sent stands in the ledger. An urgent one is taken up next. */
export type Errand = {
  readonly deliveryId: string;
  readonly turn: number;
  readonly correlationId: string;
  readonly urgent?: boolean;
};

/** Sends one delivery. Must come to an end on its own: nothing outside can stop it. */
export type RunErrand = (errand: Errand) => Promise<void>;

type Data = { readonly deliveryId: string; readonly correlationId: string };

/**
 * Hands deliveries to whichever replica is free. It may forget, repeat or reorder: the ledger claims, re-checks and counts, so
 * that the queue can be lost and filled again. This is the one file that knows Bull.
 */
@Injectable()
export class DeliveryQueue {
  readonly #logger = new Logger(DeliveryQueue.name);
  readonly #name: string;
  readonly #queue: Queue<Data>;

  constructor(
    @InjectConfig() config: NotificationsConfig,
    @InjectTimings() private readonly timings: Timings,
  ) {
    this.#name = `${config.SALA_DATABASE}-deliveries`;
    this.#queue = new Bull<Data>(this.#name, config.REDIS_URL, {
      redis: { maxRetriesPerRequest: null, enableReadyCheck: false } satisfies RedisOptions,
      prefix: '{sala}',
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
      // A stalled errand is looked at once more; if it had been done, the ledger says so. Until then its mail waits: not for long.
      settings: { maxStalledCount: 1, stalledInterval: 5_000, lockDuration: 15_000 },
    });
    // Errands that end in one turn of the event loop are told of in one trip. Not on the connection that waits for errands, whose replies must not wait for one another.
    const client: Redis = this.#queue.client;
    client.options.enableAutoPipelining = true;
    this.#queue.on('error', (error) => this.#logger.warn(`the queue's connection to Redis: ${error.message}`));
    this.#queue.on('stalled', (job: Job<Data>) =>
      this.#logger.warn(`errand ${String(job.id)} stalled and is looked at again`),
    );
    this.#queue.on('failed', (job: Job<Data>, error: Error) =>
      this.#logger.warn(`errand ${String(job.id)} failed: ${error.message}`),
    );
  }

  /** Throws ConfigError unless Redis keeps what it is given: an evicting Redis would drop errands in silence. */
  async assertKeepsEverything(): Promise<void> {
    await this.#queue.isReady();
    const client: Redis = this.#queue.client;
    const memory = await client.info('memory');
    const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
    if (policy !== 'noeviction')
      throw new ConfigError(
        `notifications cannot start: Redis at REDIS_URL has maxmemory-policy ${policy ?? 'unknown'} and would drop errands. Set maxmemory-policy noeviction in its configuration`,
      );
  }

  async check(): Promise<void> {
    await this.#queue.client.ping();
  }

  /** Adding an errand that is there already changes nothing. */
  async add(errands: readonly Errand[]): Promise<void> {
    await this.#queue.addBulk(
      errands.map(({ deliveryId, turn, correlationId, urgent = false }) => ({
        data: { deliveryId, correlationId },
        opts: { jobId: `${deliveryId}.${turn}`, lifo: urgent },
      })),
    );
  }

  /** The server that holds the queue, for what else all replicas have to agree on within moments. */
  get redis(): Redis {
    return this.#queue.client;
  }

  /** How many errands wait or are in hand, in all replicas. */
  async depth(): Promise<number> {
    const { waiting, active } = await this.#queue.getJobCounts();
    return waiting + active;
  }

  /**
   * Forgets all that Redis holds of the queue: what an older copy, a damaged file or somebody else left there may be of the
   * wrong kind, pause the queue, or bear the name of an errand that nobody will run. The ledger fills it again.
   */
  async clear(): Promise<void> {
    const client: Redis = this.#queue.client;
    const keys = `{sala}:${this.#name}:*`;
    for (let cursor = '0', first = true; first || cursor !== '0'; first = false) {
      const [next, found] = await client.scan(cursor, 'MATCH', keys.replace(/[[\]?]/g, '\\$&'), 'COUNT', 1_000);
      if (found.length > 0) await client.unlink(...found);
      cursor = next;
    }
  }

  start(run: RunErrand): void {
    this.#queue
      .process(this.timings.errandsAtOnce, (job) => this.#process(job, run))
      .catch((error: unknown) => this.#logger.error(error));
  }

  /** For the board that shows the queue; nothing can be changed there. */
  board(): BullAdapter {
    return new BullAdapter(this.#queue, {
      readOnlyMode: true,
      description: 'Mails on their way; the ledger is the truth about them',
    });
  }

  /** Takes no more errands and finishes those in hand. */
  async close(): Promise<void> {
    await this.#queue.close();
  }

  async #process(job: Job<Data>, run: RunErrand): Promise<void> {
    const { deliveryId, correlationId } = job.data;
    const turn = Number(String(job.id).slice(deliveryId.length + 1));
    await withCorrelation(correlationId, () => run({ deliveryId, turn, correlationId }));
  }
}
