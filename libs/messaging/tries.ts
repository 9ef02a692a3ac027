import { DiscardPolicy, JetStreamApiError, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { type AppError, digestHex, SystemClock, unavailable } from '#platform';
import { type NatsLink } from './nats-link.js';
import { declareStream } from './topology.js';

/** `max` tries of one within any `windowMs`. */
export type TryLimit = {
  readonly name: string;
  readonly max: number;
  readonly windowMs: number;
  readonly replicas: number;
};

const storeFailed = 10077;
const isTooMany = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.code === storeFailed && /per subject/.test(error.message);
const mostDeclarations = 2;

/**
 * Counts tries over all replicas in a stream that holds each for its window and refuses one too many: the rule is kept by
 * the server, at one message a try. Counts are gone when the server is; subjects hold a hash of what is counted.
 */
export class Tries {
  readonly #clock = new SystemClock();
  readonly #stream: string;
  #declared: Promise<void> | undefined;

  constructor(
    private readonly link: NatsLink,
    private readonly limit: TryLimit,
  ) {
    this.#stream = `TRIES-${limit.name}`;
  }

  /**
   * Counts one more try of `what`; resolves to its number, by which it is taken back.
   * @throws unavailable 'too-many-requests' (`retryAfterSeconds`), 'service-unavailable' when nothing can be counted
   */
  async add(what: string): Promise<number> {
    const subject = this.#subjectOf(what);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await (this.#declared ??= this.#declare());
        return (await this.link.js.publish(subject, '', { retries: 0 })).seq;
      } catch (cause) {
        if (isTooMany(cause)) throw await this.#tooMany(subject);
        // The stream went with its server, or was never there.
        this.#declared = undefined;
        if (attempt > mostDeclarations || !this.link.connected) throw unavailable('service-unavailable', { cause });
      }
    }
  }

  /** Was not a try after all. One that is not counted any more changes nothing. */
  async takeBack(number: number): Promise<void> {
    await this.link.jsm.streams.deleteMessage(this.#stream, number, false).catch(() => false);
  }

  #subjectOf(what: string): string {
    return `tries.${this.limit.name}.${digestHex(what, 40)}`;
  }

  async #tooMany(subject: string): Promise<AppError> {
    const oldest = await this.link.jsm.direct
      .getMessage(this.#stream, { seq: 1, next_by_subj: subject })
      .catch(() => undefined);
    const freeAt = (oldest?.time ?? this.#clock.now()).getTime() + this.limit.windowMs;
    const retryAfterSeconds = Math.min(
      Math.max(1, Math.ceil((freeAt - this.#clock.now().getTime()) / 1000)),
      this.limit.windowMs / 1000,
    );
    return unavailable('too-many-requests', { details: { retryAfterSeconds } });
  }

  #declare(): Promise<void> {
    const { name, max, windowMs, replicas } = this.limit;
    return declareStream(this.link.jsm, this.#stream, {
      subjects: [`tries.${name}.*`],
      retention: RetentionPolicy.Limits,
      storage: StorageType.Memory,
      num_replicas: replicas,
      allow_direct: true,
      max_age: nanos(windowMs),
      max_msgs_per_subject: max,
      discard: DiscardPolicy.New,
      discard_new_per_subject: true,
    });
  }
}
