import { Injectable, Logger } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Clock, KnownBriefly, Metrics, SystemClock } from '#platform';
import { DeliveryLedger } from '../ledger/ledger.module.js';
import { type Relay, Relays } from '../mail/mail.module.js';
import { InjectTimings, type Timings } from '../settings/settings.module.js';
import {
  begun,
  begunWith,
  hurried,
  isDue,
  isOpen,
  type Lane,
  type LaneOf,
  type Now,
  onTrial,
  opened,
  type Refusal,
  stopped,
  type StoppedLane,
  wayOf,
} from './lane.js';
import { LaneStore } from './lane.store.js';
import { laneWords } from './lane-words.js';

/** How old what is known of the lanes may be: another replica may have stopped or opened one. */
const knownForMs = 500;

/** The mail to try a lane with: `null` if none waits; nothing if that cannot be told yet. */
export type PickTrial = (notThis: string | undefined) => Promise<string | null | undefined>;

type Ended = NonNullable<Awaited<ReturnType<Relay['transport']['probe']>>> | 'let in';
type Probe = { readonly trying: StoppedLane; ended?: Ended };

/** Each lane stops when its server refuses all mail, is tried again, and opens by itself. Mails go by the first that is open. */
@Injectable()
export class MailLanes {
  readonly #logger = new Logger(MailLanes.name);
  readonly #real = new SystemClock();
  readonly #gauge: Gauge<'relay'>;
  readonly #known = new KnownBriefly(() => this.now());
  /** A server that is asked whether it lets us in may take its time, while mails go by another. */
  readonly #probes = new Map<string, Probe>();

  constructor(
    private readonly store: LaneStore,
    private readonly relays: Relays,
    private readonly ledger: DeliveryLedger,
    private readonly clock: Clock,
    @InjectTimings() private readonly timings: Timings,
    metrics: Metrics,
  ) {
    this.#gauge = new Gauge({
      name: 'sala_mail_lane_open',
      help: 'Whether mails leave by a mail server: 1, or 0 while it takes none',
      labelNames: ['relay'],
      registers: [metrics.registry],
    });
    for (const { name } of relays.all) this.#gauge.set({ relay: name }, 1);
  }

  /** For a readiness detail: rejects while a lane is stopped, saying why. The service itself can work. */
  async check(): Promise<void> {
    const lanes = await this.now();
    const shut = lanes.flatMap(({ relay, lane }) =>
      lane.status === 'open' ? [] : [`none by ${relay} since ${lane.since}: ${laneWords(lane.cause).reason.en}`],
    );
    if (shut.length > 0)
      throw new Error([...(lanes.some(isOpen) ? [] : ['no mail leaves']), ...shut].join('; ').slice(0, 1_000));
  }

  /** All lanes in order of preference. */
  async now(): Promise<readonly LaneOf[]> {
    const lanes = await this.store.of(this.relays.all.map(({ name }) => name));
    for (const { relay, lane } of lanes) this.#gauge.set({ relay }, lane.status === 'open' ? 1 : 0);
    return lanes;
  }

  /** The server to hand this delivery to, but for those that let nobody in a moment ago; nothing while none takes it. */
  async wayFor(deliveryId: string, notBy: ReadonlySet<string> = new Set()): Promise<Relay | undefined> {
    const way = wayOf(await this.#known.get(knownForMs), deliveryId, notBy);
    return this.relays.all.find(({ name }) => name === way);
  }

  async stop(relay: string, refusal: Refusal): Promise<void> {
    const { before, after } = await this.#change(relay, (lane) =>
      stopped(lane, refusal, this.#now(), this.timings.laneWaitMs),
    );
    if (before.status === 'open' && after.status === 'stopped')
      this.#logger.error(`no mail leaves by ${relay}: ${laneWords(after.cause).reason.en} It said: ${after.said}`);
  }

  /** The server had an opinion on a mail, so it takes mail. Only the trial's opinion counts. */
  async passed(relay: string, deliveryId: string): Promise<void> {
    const known = (await this.#known.get(knownForMs)).find((each) => each.relay === relay)?.lane;
    if (known?.status !== 'stopped' || known.trial !== deliveryId) return;
    const { before, after } = await this.#change(relay, (lane) =>
      lane.status === 'stopped' && lane.trial === deliveryId ? opened(lane) : lane,
    );
    this.#sayOpen(relay, before, after);
  }

  /** Staff say that what is stopped is to be tried at once. */
  async hurry(): Promise<void> {
    for (const { name } of this.relays.all)
      await this.#change(name, (lane) => (lane.status === 'open' ? lane : hurried(lane, this.#now())));
  }

  /**
   * Tries stopped lanes again if it is time, first by knocking. The mail that one is tried with is another than the one that met
   * the refusal where there is a choice; if none waits an open door is enough. Gives the mails that are now on trial.
   */
  async tryAgain(pickTrial: PickTrial): Promise<string[]> {
    const lanes = await this.now();
    const elsewhere = lanes.some(isOpen);
    const trials: (string | undefined)[] = [];
    for (const { relay, lane } of lanes) {
      if (lane.status === 'open') continue;
      const probe = this.#probes.get(relay);
      if (probe?.ended !== undefined) trials.push(await this.#follow(relay, probe.trying, probe.ended, pickTrial));
      else if (probe !== undefined || !isDue(lane, this.#now())) continue;
      else if (elsewhere && lane.needsMail) trials.push(await this.#tryWithMail(relay, lane, pickTrial));
      else await this.#probe(relay, lane);
    }
    return trials.filter((trial) => trial !== undefined);
  }

  async #probe(relay: string, lane: StoppedLane): Promise<void> {
    const { transport } = this.relays.all.find(({ name }) => name === relay) ?? {};
    const trying = begun(lane, this.#now(), this.timings.laneWaitMs);
    if (transport === undefined || !(await this.#save(relay, trying))) return;
    const probe: Probe = { trying };
    this.#probes.set(relay, probe);
    void transport.probe().then((refusal) => {
      probe.ended = refusal ?? 'let in';
      this.ledger.wake();
    });
  }

  /** Where mails go by another server they do not wait: one that is there now tells more than an open door. */
  async #tryWithMail(relay: string, lane: StoppedLane, pickTrial: PickTrial): Promise<string | undefined> {
    const trial = await pickTrial(lane.stoppedBy);
    if (typeof trial !== 'string') return undefined;
    const saved = await this.#save(relay, begunWith(lane, trial, this.#now(), this.timings.laneWaitMs));
    return saved ? trial : undefined;
  }

  /** What is saved here counts only if nobody has changed the lane since the server was asked. */
  async #follow(relay: string, trying: StoppedLane, ended: Ended, pickTrial: PickTrial): Promise<string | undefined> {
    this.#probes.delete(relay);
    if (ended !== 'let in') {
      const refusal = { cause: ended.cause, said: ended.error, needsMail: false };
      return void (await this.#save(relay, stopped(trying, refusal, this.#now(), this.timings.laneWaitMs)));
    }
    const trial = trying.needsMail ? await pickTrial(trying.stoppedBy) : null;
    if (trial === undefined) return undefined;
    const after = trial === null ? opened(trying) : onTrial(trying, trial);
    if (!(await this.#save(relay, after))) return undefined;
    this.#sayOpen(relay, trying, after);
    return trial ?? undefined;
  }

  #sayOpen(relay: string, before: Lane, after: Lane): void {
    if (before.status === 'stopped' && after.status === 'open')
      this.#logger.log(`mails leave by ${relay} again; none had since ${before.since}`);
  }

  #now(): Now {
    return { meeting: this.clock.now(), real: this.#real.now() };
  }

  async #change(relay: string, change: (lane: Lane) => Lane): Promise<{ before: Lane; after: Lane }> {
    for (;;) {
      const before = await this.store.get(relay);
      const after = change(before);
      if (after === before || (await this.#save(relay, after))) return { before, after };
    }
  }

  async #save(relay: string, lane: Lane): Promise<boolean> {
    const saved = await this.store.save(relay, lane);
    this.#known.forget();
    if (saved) this.#gauge.set({ relay }, lane.status === 'open' ? 1 : 0);
    return saved;
  }
}
