import { Injectable, Logger } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { type MailLane as MailLaneView } from '#contracts';
import { Clock, Metrics, SystemClock } from '#platform';
import { MailTransport } from '../mail/mail.module.js';
import { InjectTimings, type Timings } from '../settings/settings.module.js';
import { begun, hurried, isDue, type Lane, type Now, onTrial, opened, type Refusal, stopped } from './lane.js';
import { LaneStore } from './lane.store.js';
import { laneWords } from './lane-words.js';

/** How old what is known of the lane may be: another replica may have stopped or opened it. */
const knownForMs = 500;

/** Stops when the mail server refuses all mail, tries it again, and opens by itself. */
@Injectable()
export class MailLane {
  readonly #logger = new Logger(MailLane.name);
  readonly #real = new SystemClock();
  readonly #gauge: Gauge;
  #known: Lane | undefined;
  #knownAt = 0;

  constructor(
    private readonly store: LaneStore,
    private readonly transport: MailTransport,
    private readonly clock: Clock,
    @InjectTimings() private readonly timings: Timings,
    metrics: Metrics,
  ) {
    this.#gauge = new Gauge({
      name: 'sala_mail_lane_open',
      help: 'Whether mails leave: 1, or 0 while the mail server takes none',
      registers: [metrics.registry],
    });
    this.#gauge.set(1);
  }

  /** For a readiness detail: rejects while the lane is stopped, saying why. The service itself can work. */
  async check(): Promise<void> {
    const lane = await this.now();
    if (lane.status === 'stopped')
      throw new Error(`no mail leaves since ${lane.since}: ${laneWords(lane.cause).reason.en}`);
  }

  async now(): Promise<Lane> {
    return this.#keep(await this.store.get());
  }

  /** Whether this delivery may be handed over. */
  async admits(deliveryId: string): Promise<boolean> {
    const fresh = this.#real.now().getTime() - this.#knownAt < knownForMs;
    const lane = this.#known !== undefined && fresh ? this.#known : await this.now();
    return lane.status === 'open' || lane.trial === deliveryId;
  }

  async stop(refusal: Refusal): Promise<void> {
    const { before, after } = await this.#change((lane) =>
      stopped(lane, refusal, this.#now(), this.timings.laneWaitMs),
    );
    if (before.status === 'open' && after.status === 'stopped')
      this.#logger.error(`no mail leaves: ${laneWords(after.cause).reason.en} It said: ${after.said}`);
  }

  /** The server had an opinion on a mail, so it takes mail. Only the trial's opinion counts. */
  async passed(deliveryId: string): Promise<void> {
    const lane = this.#known ?? (await this.now());
    if (lane.status === 'stopped' && lane.trial === deliveryId) await this.#open();
  }

  /** Staff say that it is to be tried at once. */
  async hurry(): Promise<void> {
    await this.#change((lane) => (lane.status === 'open' ? lane : hurried(lane, this.#now())));
  }

  /**
   * Tries a stopped lane again if it is time. `pickTrial` gives the mail to try it with, other than the one that met the
   * refusal where there is a choice: `null` if none waits, then an open door is enough; nothing if that cannot be told yet.
   * Gives the mail that is now on trial.
   */
  async tryAgain(
    pickTrial: (notThis: string | undefined) => Promise<string | null | undefined>,
  ): Promise<string | undefined> {
    const lane = await this.now();
    if (lane.status === 'open' || !isDue(lane, this.#now())) return undefined;
    const trying = begun(lane, this.#now(), this.timings.laneWaitMs);
    if (!(await this.store.save(trying))) return undefined;
    const refusal = await this.transport.probe();
    if (refusal !== undefined)
      return void (await this.stop({ cause: refusal.cause, said: refusal.error, needsMail: false }));
    const trial = trying.needsMail ? await pickTrial(trying.stoppedBy) : null;
    if (trial === null) return void (await this.#open());
    if (trial === undefined) return undefined;
    const put = onTrial(trying, trial);
    return (await this.store.save(put)) ? (this.#keep(put), trial) : undefined;
  }

  /** Whether the lane may do something at the meeting clock's now: it is open, or its next try is due or under way. */
  busy(lane: Lane): boolean {
    return lane.status === 'open' || lane.trial !== undefined || lane.nextTryAt <= this.clock.now().toISOString();
  }

  view(lane: Lane, waiting: number): MailLaneView {
    if (lane.status === 'open') return { status: 'open', waiting };
    const { cause, said, since, tries, nextTryAt } = lane;
    return { status: 'stopped', waiting, cause, ...laneWords(cause), said, since, tries, nextTryAt };
  }

  async #open(): Promise<void> {
    const { before, after } = await this.#change(opened);
    if (before.status === 'stopped' && after.status === 'open')
      this.#logger.log(`mails leave again; none had left since ${before.since}`);
  }

  #now(): Now {
    return { meeting: this.clock.now(), real: this.#real.now() };
  }

  async #change(change: (lane: Lane) => Lane): Promise<{ before: Lane; after: Lane }> {
    for (;;) {
      const before = await this.store.get();
      const after = change(before);
      if (after === before || (await this.store.save(after))) return { before, after: this.#keep(after) };
    }
  }

  #keep(lane: Lane): Lane {
    this.#known = lane;
    this.#knownAt = this.#real.now().getTime();
    this.#gauge.set(lane.status === 'open' ? 1 : 0);
    return lane;
  }
}
