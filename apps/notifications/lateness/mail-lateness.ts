import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Clock, KnownBriefly, Metrics, Readiness, SystemClock } from '#platform';
import { DeliveryStore } from '../ledger/ledger.module.js';
import { MailPauses } from '../pausing/pausing.module.js';
import { InjectTimings, type Timings } from '../settings/settings.module.js';
import { isLate, isPutOff, putOffWithinMs, type Seen, seeLate } from './late.js';

const knownForMs = 2_000;

/** Sees it when mails that are due do not leave, whatever the reason; what people paused is not late. */
@Injectable()
export class MailLateness {
  readonly #real = new SystemClock();
  readonly #looked = new KnownBriefly(() => this.#look());
  #seen: Seen | undefined;

  constructor(
    private readonly store: DeliveryStore,
    private readonly pauses: MailPauses,
    private readonly clock: Clock,
    @InjectTimings() private readonly timings: Timings,
    metrics: Metrics,
    readiness: Readiness,
  ) {
    const gauge: Gauge = new Gauge({
      name: 'sala_mail_oldest_due_seconds',
      help: 'For how long the oldest mail that is due has been so, by the meeting clock; 0 where none is',
      registers: [metrics.registry],
      collect: async () => {
        const oldest = await this.#looked.get(knownForMs);
        gauge.set(oldest === undefined ? 0 : Math.max(0, this.clock.now().getTime() - Date.parse(oldest)) / 1_000);
      },
    });
    readiness.add({ name: 'mails-leave', advisory: true, check: () => this.#check() });
  }

  /** Since when the oldest mail has been due, where that is too long ago. */
  async since(): Promise<string | undefined> {
    await this.#looked.get(knownForMs);
    return isLate(this.#seen, this.#real.now(), this.timings.lateSeenMs) ? this.#seen.oldestDueAt : undefined;
  }

  async #check(): Promise<void> {
    const since = await this.since();
    if (since !== undefined) throw new Error(`the oldest mail has been due since ${since} and has not left`);
  }

  /** What is put off again and again is due at another moment each time; where most are, it is as late as what never left. */
  async #oldest(now: Date): Promise<string | undefined> {
    const paused = await this.pauses.now();
    const ago = (ms: number): string => new Date(now.getTime() - ms).toISOString();
    const putOff = await this.store.putOff({ from: ago(putOffWithinMs), to: ago(this.timings.lateMs) }, paused);
    const due = await this.store.oldestDue(now.toISOString(), paused);
    return [...(due === undefined ? [] : [due]), ...(isPutOff(putOff) ? [putOff.since ?? []].flat() : [])].sort()[0];
  }

  async #look(): Promise<string | undefined> {
    const now = { meeting: this.clock.now(), real: this.#real.now() };
    const oldest = await this.#oldest(now.meeting);
    this.#seen = seeLate(this.#seen, oldest, now, this.timings.lateMs);
    return oldest;
  }
}
