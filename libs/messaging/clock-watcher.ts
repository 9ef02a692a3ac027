import { Kvm, type KV } from '@nats-io/kv';
import { Logger } from '@nestjs/common';
import { ClockAnchor, clockBucket, clockKey } from '#contracts';
import { type MeetingClock } from '#platform';
import { type NatsLink } from './nats-link.js';

const openClock = (link: NatsLink, replicas = 1): Promise<KV> => new Kvm(link.js).create(clockBucket, { history: 1, replicas });

/** Moves, paces or stops the clock that every service lives by; `undefined` gives them the system's again. */
export const setMeetingClock = async (link: NatsLink, anchor: ClockAnchor | undefined): Promise<void> => {
  const bucket = await openClock(link);
  if (anchor === undefined) await bucket.delete(clockKey);
  else await bucket.put(clockKey, JSON.stringify(ClockAnchor.parse(anchor)));
};

/** Sets the service's clock to what the bucket says, at the start and at each change. */
export class ClockWatcher {
  readonly #logger = new Logger(ClockWatcher.name);
  #stop: () => void = () => undefined;

  constructor(
    private readonly link: NatsLink,
    private readonly replicas: number,
  ) {}

  /** Resolves once the clock shows what the bucket says now. */
  async start(clock: MeetingClock): Promise<void> {
    const bucket = await openClock(this.link, this.replicas);
    const current = await bucket.get(clockKey);
    this.#apply(clock, current?.operation === 'PUT' ? current.string() : undefined);
    const changes = await bucket.watch({ key: clockKey });
    this.#stop = () => changes.stop();
    void this.#follow(clock, changes);
  }

  stop(): void {
    this.#stop();
  }

  async #follow(clock: MeetingClock, changes: AsyncIterable<{ operation: string; string(): string }>): Promise<void> {
    for await (const change of changes) this.#apply(clock, change.operation === 'PUT' ? change.string() : undefined);
  }

  #apply(clock: MeetingClock, text: string | undefined): void {
    try {
      clock.set(text === undefined ? undefined : ClockAnchor.parse(JSON.parse(text)));
    } catch {
      this.#logger.error(`what is kept in bucket ${clockBucket} under ${clockKey} is no anchor: the clock stays as it is`);
    }
  }
}
