import { Logger } from '@nestjs/common';
import { type EventEnvelope } from '#contracts';
import { SystemClock, Trouble, unavailable, WakeLoop } from '#platform';
import { type Consumers } from './consumers.js';
import { type ContinuityStore } from './continuity-state.js';
import { type Memory, type ToldEvent } from './memory.js';
import { type NatsLink } from './nats-link.js';
import { nothingKnown, LookLog } from './look-log.js';
import { heldUpTo, type LookedAt, lookAtStream } from './stream-look.js';
import { eventStream } from './topology.js';

/** How much is looked at. `all`: what may have changed while nobody looked, after a start or a broken connection. */
type Depth = 'quick' | 'all';

/**
 * Sees that the stream, this service's database and its consumers still hold what they held: at the start, after each break
 * of a connection, when something is in doubt, and every so often. What was lost is told again, from the memory; a database
 * that went back moves to a new era and says again what it knows; consumers that went are declared again where they were.
 * Until that is done nothing new is published (`settled`).
 */
export class Continuity {
  readonly #logger = new Logger(Continuity.name);
  readonly #trouble = new Trouble(this.#logger, 'looking after what the event stream holds');
  readonly #real = new SystemClock();
  readonly #store: ContinuityStore;
  readonly #log: LookLog;
  readonly #loop = new WakeLoop(
    () => this.#verify(),
    (error) => this.#failed(error),
  );
  readonly #listeners: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #depth: Depth = 'all';
  #databaseBroke = true;
  #generation = 0;
  #settled = false;
  #why = 'it was not looked at yet';
  #lastKnown = 0;
  /** The first place at which the stream was found to know an event as another one, until all from there was looked at. */
  #otherwiseAt = Number.MAX_SAFE_INTEGER;
  readonly #keeping = new Set<Promise<void>>();
  #created = '';

  constructor(
    private readonly link: NatsLink,
    private readonly consumers: Consumers,
    private readonly memory: Memory,
    private readonly options: {
      readonly everyMs: number;
      readonly keepMs: number;
      readonly declare: () => Promise<void>;
    },
  ) {
    this.#store = memory.state;
    this.#log = new LookLog(this.#store);
    link.onChange((connected) => {
      this.doubt('the connection to NATS broke');
      if (!connected) this.#settled = false;
    });
    memory.onBreak(() => {
      this.#databaseBroke = true;
      this.doubt('the connection to the database broke');
    });
    consumers.onMissing((what) => this.doubt(what));
  }

  /** Whether new events may be published. */
  get settled(): boolean {
    return this.#settled;
  }

  /** Rises whenever what was known of stream and database came into doubt. */
  get generation(): number {
    return this.#generation;
  }

  /** The last place of the stream when it was last looked at. */
  get lastKnown(): number {
    return this.#lastKnown;
  }

  /** Called whenever it is settled anew. */
  onSettled(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Resolves after the first look, or after `patienceMs` when it does not come to an end: then it goes on by itself. */
  async start(patienceMs = 10_000): Promise<void> {
    await this.memory.prepare();
    this.#timer = setInterval(() => this.#loop.wake(), this.options.everyMs).unref();
    const { promise, resolve } = Promise.withResolvers<void>();
    const patience = setTimeout(resolve, patienceMs);
    await Promise.race([this.#loop.done().catch(() => undefined), promise]).finally(() => clearTimeout(patience));
  }

  /** Looks at once and at everything; resolves when that is done. */
  look(): Promise<void> {
    this.#depth = 'all';
    return this.#loop.done();
  }

  /** What was known may be so no more: nothing is published until it was looked at. */
  doubt(why: string): void {
    if (this.#settled) this.#why = why;
    this.#generation += 1;
    this.#settled = false;
    this.#depth = 'all';
    if (this.link.connected) this.#loop.wake();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#loop.stop();
    if (this.#settled && this.link.connected) await this.#record(this.#generation).catch(() => undefined);
  }

  /** How many events the stream has lost and not got again yet. */
  countLost(): Promise<number> {
    return this.memory.countLost();
  }

  /** For readiness: throws unless everything is where it was, as far as is known, and JetStream answers. */
  async assure(): Promise<void> {
    if (!this.#settled) throw unavailable('events-in-doubt', { why: this.#why });
    await this.consumers.assure();
  }

  /**
   * Keeps what the stream has taken, before it leaves its aggregate. False when stream or database came into doubt since
   * `generation`: then nothing is kept. It may have waited for a database that came back as an older copy, which must not
   * know what its aggregates do not.
   */
  async keep(told: readonly ToldEvent[], generation: number): Promise<boolean> {
    const toldAt = this.#real.now();
    const keeping = (async () => {
      await this.memory.keep(this.#created, told, toldAt);
      if (this.#generation !== generation) await this.memory.forget(told, toldAt);
    })();
    this.#keeping.add(keeping);
    await keeping.finally(() => this.#keeping.delete(keeping));
    return this.#generation === generation;
  }

  /**
   * Whether the place that the stream gave to an event can be true: above the last one that was known before it was sent
   * (`lastBefore`), and what was there already is the same event. Else the stream, or this database, is older than it was.
   */
  async check(
    event: EventEnvelope,
    { sequence, again }: { sequence: number; again: boolean },
    lastBefore: number,
  ): Promise<void> {
    if (!again && sequence <= lastBefore)
      this.doubt(`the stream gave place ${sequence} to an event, and had ${lastBefore} before`);
    if (!again) return;
    const stored = await this.link.jsm.direct.getMessage(eventStream, { seq: sequence });
    if (stored?.json<Partial<EventEnvelope>>().correlationId !== event.correlationId) {
      // What was told in an earlier life may come in behind a look, and then stands before the place from which is looked.
      this.#otherwiseAt = Math.min(this.#otherwiseAt, sequence);
      this.doubt(`the stream knows ${event.subject} ${event.aggregateId} revision ${event.revision} as another event`);
    }
  }

  /** Marks everything that was ever told to be told again; with `asNewest` as a new era, above all that others have heard. */
  async retell(asNewest: boolean): Promise<number> {
    const told = await this.#store.alone(() =>
      asNewest ? this.memory.forgetAll(this.#log.written.era) : this.memory.loseAll(this.#repair()),
    );
    this.doubt('everything is told again');
    await this.look();
    return told;
  }

  #failed(error: unknown): void {
    this.#why = error instanceof Error ? error.message : String(error);
    this.#trouble.is(this.#why);
    this.#settled = false;
    this.#generation += 1;
    this.#depth = 'all';
  }

  async #verify(): Promise<boolean> {
    if (!this.link.connected) return false;
    const generation = this.#generation;
    await Promise.allSettled(this.#keeping);
    const looked = await this.#lookAtStream();
    const kept = await this.#store.read();
    this.#databaseBroke ||= this.#log.wentBack(kept);
    const held = await heldUpTo(this.link.jsm, kept ?? nothingKnown, looked);
    const known =
      this.#settled
      && this.#depth === 'quick'
      && !this.#databaseBroke
      && looked.created === this.#created
      && kept?.era === this.#log.written.era;
    const whole = known && held === (kept?.sequence ?? 0) && (await this.consumers.complete());
    if (!whole && this.#generation === generation) await this.#repairAll(looked, generation);
    // What changed in between, a broken connection too, is looked at from the beginning.
    if (this.#generation !== generation) return true;
    this.#databaseBroke = false;
    this.#otherwiseAt = Number.MAX_SAFE_INTEGER;
    this.#created = looked.created;
    if (!whole) {
      this.#depth = 'quick';
      this.#settled = true;
    }
    await this.#record(generation);
    this.#trouble.isOver();
    if (!whole) for (const listener of this.#listeners) listener();
    return false;
  }

  /**
   * One replica at a time. What another has put right meanwhile is seen as right. When what this rests on changes in between,
   * it is in doubt again, and nothing is written.
   */
  #repairAll(looked: LookedAt, generation: number): Promise<void> {
    return this.#store.alone(async (renew) => {
      const kept = await this.#store.read();
      if (this.#generation !== generation) return;
      const broke = this.#databaseBroke || this.#log.wentBack(kept);
      const state = kept ?? nothingKnown;
      const held = await heldUpTo(this.link.jsm, state, looked);
      const era = await this.memory.eraAfter(
        looked,
        { era: state.era, held: kept === undefined ? undefined : Math.min(held, this.#otherwiseAt - 1) },
        renew,
      );
      await this.memory.findLost(looked, {
        held,
        regressed: held < state.sequence,
        keepMs: this.options.keepMs,
        repair: this.#repair(),
      });
      const restarted = state.server !== undefined && state.server !== looked.server;
      const rewind = broke || restarted || held < state.sequence ? held : undefined;
      const sameStream = state.stream === looked.created;
      const consumers = await this.consumers.declare({
        known: state.consumers,
        sameStream,
        rewind,
        gently: this.#log.written.looks === 0,
      });
      const next = { ...state, era, marks: sameStream ? state.marks.filter(({ sequence }) => sequence <= held) : [] };
      if (this.#generation !== generation) return;
      if (!(await this.#log.write(next, { looked, consumers })))
        return this.doubt('what is known of the stream was written by another at the same time');
      await this.memory.tellLost(looked.created, renew);
    });
  }

  /** Nothing is written once the connection to the database has broken. */
  async #record(generation: number): Promise<void> {
    const looked = await this.#lookAtStream();
    if (looked.created !== this.#created) return this.doubt('the stream was made anew');
    this.#lastKnown = looked.lastSequence;
    const state = (await this.#store.read()) ?? nothingKnown;
    if (this.#log.wentBack(state)) return this.doubt('the database went back to an older copy');
    const consumers = await this.consumers.floors(state.consumers);
    if (this.#generation === generation) await this.#log.record(state, { looked, consumers });
  }

  #lookAtStream(): Promise<LookedAt> {
    return lookAtStream(this.link.jsm, this.options.declare, this.link.nc.info?.server_id);
  }

  #repair(): string {
    return this.#real.now().toISOString();
  }
}
