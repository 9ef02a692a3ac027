import { Injectable } from '@nestjs/common';
import { Clock, SystemClock, KnownBriefly } from '#platform';
import { type Delivery } from '../ledger/ledger.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { InjectTimings, type Timings } from '../settings/settings.module.js';
import { GapStore } from './gap.store.js';
import { type Gap, gapSince, isOverdue, type Seen } from './outage.js';

/** How old what is known of gaps may be where a mail hangs on it: a pause that ended this moment is one since this moment. */
const knownForMs = 25;
const hourMs = 3_600_000;

/** Knows of each mail whether it waited through an outage or a pause for longer than it may by itself. */
@Injectable()
export class Outages {
  readonly #real = new SystemClock();
  readonly #known = new KnownBriefly(() => this.#read());
  #seenAt = 0;

  constructor(
    private readonly store: GapStore,
    private readonly meetings: MeetingStore,
    private readonly clock: Clock,
    @InjectTimings() private readonly timings: Timings,
  ) {}

  async holdsBack(delivery: Pick<Delivery, 'meetingId' | 'kind' | 'dueAt'>): Promise<boolean> {
    const lateMs = this.clock.now().getTime() - Date.parse(delivery.dueAt);
    if (lateMs <= this.#shortestMs) return false;
    const { holdHours } = (await this.meetings.find(delivery.meetingId))?.mails ?? {};
    const holdAfterMs = holdHours === undefined ? this.timings.holdAfterMs : holdHours * hourMs;
    return lateMs > holdAfterMs && isOverdue(delivery, await this.#known.get(knownForMs), holdAfterMs);
  }

  /** Mails were looked for, and what was due is in the queue: nobody has been away until now. */
  async seen(): Promise<void> {
    if (this.#real.now().getTime() - this.#seenAt < this.timings.outageMs / 6) return;
    // A gap that is not noted yet would be forgotten.
    await this.#known.get(knownForMs);
    this.#seenAt = this.#real.now().getTime();
    await this.store.see(this.#now());
  }

  /** People kept these back so long; a short time holds nothing. */
  async note(gap: Gap): Promise<void> {
    if (Date.parse(gap.to) - Date.parse(gap.from) <= this.#shortestMs) return;
    await this.store.note(gap);
    this.#known.forget();
  }

  /** Whoever comes first after an outage notes it: a mail that is in the queue from before may be taken up before the first sweep. */
  async #read(): Promise<readonly Gap[]> {
    const gap = gapSince(await this.store.seen(), this.#now(), this.timings.outageMs);
    if (gap !== undefined) await this.store.note(gap);
    return this.store.gaps();
  }

  /** A meeting may have its mails held after an hour, or after the time that holds for all. */
  get #shortestMs(): number {
    return Math.min(hourMs, this.timings.holdAfterMs);
  }

  #now(): Seen {
    return { real: this.#real.now().toISOString(), meeting: this.clock.now().toISOString() };
  }
}
