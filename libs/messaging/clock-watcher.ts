import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { ClockAnchor, clockBucket, clockKey } from '#contracts';
import { type MeetingClock, Trouble } from '#platform';
import { type NatsLink } from './nats-link.js';
import { openClock } from './rehearsal-bucket.js';

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
    for (let changes: Changes | undefined = first; !this.#stopping.signal.aborted;) {
      try {
        changes ??= await this.#open(clock);
        this.#trouble.isOver();
        for await (const change of changes)
          this.#apply(clock, change.operation === 'PUT' ? change.string() : undefined);
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
      this.#logger.error(
        `what is kept in bucket ${clockBucket} under ${clockKey} is no anchor: the clock stays as it is`,
      );
    }
  }
}
