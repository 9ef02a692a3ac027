import { setTimeout as delay } from 'node:timers/promises';
import { Kvm, type KV } from '@nats-io/kv';
import { Logger } from '@nestjs/common';
import { ClockAnchor, clockBucket, clockKey } from '#contracts';
import { type MeetingClock, Trouble } from '#platform';
import { type NatsLink } from './nats-link.js';

const openClock = (link: NatsLink, replicas = 1): Promise<KV> => new Kvm(link.js).create(clockBucket, { history: 1, replicas });

/** Moves, paces or stops the clock that every service lives by; `undefined` gives them the system's again. */
export const setMeetingClock = async (link: NatsLink, anchor: ClockAnchor | undefined): Promise<void> => {
  const bucket = await openClock(link);
  if (anchor === undefined) await bucket.delete(clockKey);
  else await bucket.put(clockKey, JSON.stringify(ClockAnchor.parse(anchor)));
};

type Changes = AsyncIterable<{ operation: string; string(): string }>;
const againMs = 1_000;

/** Sets the service's clock to what the bucket says, at the start and at each change. */
export class ClockWatcher {
  readonly #logger = new Logger(ClockWatcher.name);
  readonly #trouble = new Trouble(this.#logger, 'watching the meeting clock');
  readonly #stopping = new AbortController();
  #stop: () => void = () => undefined;

  constructor(
    private readonly link: NatsLink,
    private readonly replicas: number,
  ) {}

  /** Resolves once the clock shows what the bucket says now. */
  async start(clock: MeetingClock): Promise<void> {
    void this.#follow(clock, await this.#open(clock));
  }

  stop(): void {
    this.#stopping.abort();
    this.#stop();
  }

  /** What a bucket that was lost said last is kept: time would jump for all else. */
  async #open(clock: MeetingClock): Promise<Changes> {
    const bucket = await openClock(this.link, this.replicas);
    const current = await bucket.get(clockKey);
    if (current !== null) this.#apply(clock, current.operation === 'PUT' ? current.string() : undefined);
    const changes = await bucket.watch({ key: clockKey });
    this.#stop = () => changes.stop();
    if (this.#stopping.signal.aborted) changes.stop();
    return changes;
  }

  /** Never rejects: a watch that breaks off is begun anew, until `stop`. */
  async #follow(clock: MeetingClock, first: Changes): Promise<void> {
    for (let changes: Changes | undefined = first; !this.#stopping.signal.aborted; ) {
      try {
        changes ??= await this.#open(clock);
        this.#trouble.isOver();
        for await (const change of changes) this.#apply(clock, change.operation === 'PUT' ? change.string() : undefined);
      } catch (error) {
        this.#trouble.is(error instanceof Error ? error.message : String(error));
      }
      changes = undefined;
      await delay(againMs, undefined, { ref: false, signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  #apply(clock: MeetingClock, text: string | undefined): void {
    try {
      clock.set(text === undefined ? undefined : ClockAnchor.parse(JSON.parse(text)));
    } catch {
      this.#logger.error(`what is kept in bucket ${clockBucket} under ${clockKey} is no anchor: the clock stays as it is`);
    }
  }
}
