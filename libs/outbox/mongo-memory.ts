import { type JetStreamManager } from '@nats-io/jetstream';
import { Logger } from '@nestjs/common';
import { type Connection, type Model } from 'mongoose';
import { EventEnvelope } from '#contracts';
import {
  type ContinuityStore,
  type EraAt,
  eventStream,
  idOfStored,
  type LookedAt,
  type LossAt,
  Memory,
  type NatsLink,
  NotPublished,
  publishEvent,
  type Renew,
  type ToldEvent,
} from '#messaging';
import {
  type Aggregate,
  eraSize,
  eventOfWaiting,
  inEra,
  type Leases,
  retoldIn,
  setRevisionBase,
  waitingEvent,
} from '#persistence';
import { SystemClock } from '#platform';
import { Journal, type LostEvent } from './journal.js';
import { ForgottenStore, MongoContinuity } from './mongo-continuity.js';

type Raisable = Pick<Aggregate, '_id' | 'revision' | 'outbox'>;

const batchSize = 200;
const scanSize = 100;

/** That of a service with a database: a journal of all that it told, kept beside what it knows. */
export class MongoMemory extends Memory {
  readonly #logger = new Logger('Continuity');
  readonly #real = new SystemClock();
  override readonly state: ContinuityStore;
  readonly #connection: Connection;
  readonly #journal: Journal;
  readonly #forgotten: ForgottenStore;

  constructor(
    private readonly service: string,
    private readonly link: NatsLink,
    { connection, leases }: { readonly connection: Connection; readonly leases: Leases },
    private readonly models: () => readonly Model<Aggregate>[],
  ) {
    super();
    this.#connection = connection;
    this.#journal = new Journal(connection);
    this.state = new MongoContinuity(connection, leases);
    this.#forgotten = new ForgottenStore(connection);
  }

  override prepare(): Promise<void> {
    return this.#journal.prepare();
  }

  /**
   * A connection to the database broke or came back: another copy of it may be there now. A server that is back at once was
   * never away for the driver, which asks every ten seconds: only its connections tell.
   */
  override onBreak(listener: () => void): void {
    for (const change of ['disconnected', 'reconnected']) this.#connection.on(change, listener);
    this.#connection.getClient().on('connectionClosed', ({ reason }) => {
      if (reason === 'error' || reason === 'stale') listener();
    });
  }

  override keep(stream: string, told: readonly ToldEvent[], toldAt: Date): Promise<void> {
    return this.#journal.keep(stream, told, toldAt);
  }

  override forget(told: readonly ToldEvent[], toldAt: Date): Promise<void> {
    return this.#journal.forget(told, toldAt);
  }

  override countLost(): Promise<number> {
    return this.#journal.countLost();
  }

  override loseAll(repair: string): Promise<number> {
    return this.#journal.loseAll(repair);
  }

  override async eraAfter(looked: LookedAt, { era, held }: EraAt, renew: Renew): Promise<number> {
    const forgotten = await this.#findForgotten(looked, { era, held }, renew);
    if (forgotten > 0)
      this.#logger.warn(
        `the database went back to an older copy: the stream tells more of ${forgotten} aggregates than it knows. What it knows of them is told again as the newest`,
      );
    const next = (await this.#forgotten.anyAfter(era)) ? era + 1 : era;
    setRevisionBase(this.#connection, next * eraSize);
    if (next > 0) await this.#raise(next * eraSize, renew);
    return next;
  }

  /**
   * Finds what the stream has of this service after place `held` and this database does not know: notes the aggregates, and
   * says how many. `held` undefined: no journal was kept before; then what the database stands behind is taken into it.
   */
  async #findForgotten(looked: LookedAt, { era, held }: EraAt, renew: Renew): Promise<number> {
    const found = new Set<string>();
    for await (const batch of this.#ownAfter(held ?? 0, looked.lastSequence)) {
      const unknown = held === undefined ? await this.#adopt(looked.created, batch) : await this.#unknownOf(batch);
      for (const { event } of unknown) found.add(event.aggregateId);
      await this.#forgotten.add(
        unknown.map(({ event }) => event.aggregateId),
        era + 1,
      );
      await renew();
    }
    return found.size;
  }

  override forgetAll(era: number): Promise<number> {
    return this.#journal.byAggregate(async () => {
      let count = 0;
      for await (const ids of this.#journal.aggregateIds()) {
        await this.#forgotten.add(ids, era + 1);
        count += ids.length;
      }
      return count;
    });
  }

  /** Raises the aggregates that were forgotten of above this base, with all that was told of them to be published again. */
  async #raise(base: number, renew: Renew): Promise<void> {
    if (await this.#isAnyBelow(base)) await this.#journal.byAggregate(() => this.#raiseAll(base, renew));
  }

  async #isAnyBelow(base: number): Promise<boolean> {
    for await (const ids of this.#forgotten.each()) {
      for (const model of this.models()) if ((await this.#below(model, ids, base, 1)).length > 0) return true;
    }
    return false;
  }

  async #raiseAll(base: number, renew: Renew): Promise<void> {
    for await (const ids of this.#forgotten.each()) {
      for (const model of this.models()) {
        const low = () => this.#below(model, ids, base, ids.length);
        for (let found = await low(); found.length > 0; found = await low())
          for (const each of found) await this.#raiseOne(model, each, base);
      }
      await renew();
    }
  }

  #below(model: Model<Aggregate>, ids: readonly string[], base: number, limit: number): Promise<Raisable[]> {
    return model.collection
      .find<Raisable>({ _id: { $in: [...ids] }, revision: { $lt: base } } as object, {
        projection: { revision: 1, outbox: 1 },
        limit,
      })
      .toArray();
  }

  override async findLost(
    { created, firstSequence }: LookedAt,
    { held, regressed, keepMs, repair }: LossAt,
  ): Promise<void> {
    const last = await this.#journal.last(created);
    const after = regressed
      ? held
      : last === undefined || (await this.#isThere(last))
        ? Number.MAX_SAFE_INTEGER
        : await this.#lastThere(created, held);
    let count = await this.#journal.loseAfter({ stream: created, sequence: after }, repair);
    const early = await this.#journal.last(created, firstSequence - 1);
    // What has served its time is gone rightly; what is younger was taken out by somebody.
    const since = new Date(this.#real.now().getTime() - keepMs * 0.98);
    if (early !== undefined && early.toldAt > since)
      count += await this.#journal.loseBefore({ stream: created, sequence: firstSequence }, since, repair);
    if (count > 0)
      this.#logger.warn(`the event stream has lost ${count} events of ${this.service}: they are told again`);
  }

  /** In the order in which it was told, the events of an aggregate one after the other. */
  override async tellLost(stream: string, renew: Renew): Promise<void> {
    for (;;) {
      const lost = await this.#journal.lost(batchSize);
      if (lost.length === 0) return;
      const byAggregate = Map.groupBy(lost, ({ event }) => event.aggregateId);
      const told = await Promise.all([...byAggregate.values()].map((events) => this.#tellAgain(events)));
      await this.#journal.found(stream, told.flat());
      await renew();
    }
  }

  async #tellAgain(events: readonly LostEvent[]): Promise<ToldEvent[]> {
    const told: ToldEvent[] = [];
    for (const { model, event, repair } of events) {
      try {
        const { sequence } = await publishEvent(this.link, event, `${event.id}@${repair}`);
        told.push({ model, event, sequence });
      } catch (error) {
        if (!(error instanceof NotPublished) || error.because !== 'refused') throw error;
        this.#logger.error(`${event.subject} of ${event.aggregateId} can't be told again: ${error.message}`);
        told.push({ model, event, sequence: 0 });
      }
    }
    return told;
  }

  async #raiseOne(model: Model<Aggregate>, { _id, revision, outbox }: Raisable, base: number): Promise<void> {
    const told = await this.#journal.ofAggregate(model.modelName, _id);
    const events = new Map(
      [...told, ...outbox.map(eventOfWaiting)].map((event) => retoldIn(event, base)).map((event) => [event.id, event]),
    );
    const again = [...events.values()].sort((a, b) => a.revision - b.revision);
    const update = { $set: { revision: inEra(revision, base), outbox: again.map(waitingEvent) } };
    // Changed meanwhile: it is found again.
    await model.collection.updateOne({ _id, revision } as object, update);
  }

  /** This service's own events in the stream after one place up to another, some at a time. */
  async *#ownAfter(place: number, last: number): AsyncGenerator<readonly Own[]> {
    let batch: Own[] = [];
    for (let next = place + 1; next <= last;) {
      const stored = await nextOf(this.link.jsm, next, `evt.${this.service}.>`);
      if (stored === undefined || stored.sequence > last) break;
      if (stored.event !== undefined) batch.push({ sequence: stored.sequence, event: stored.event });
      next = stored.sequence + 1;
      if (batch.length >= scanSize) {
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }

  /**
   * An event moves from its outbox into the journal before it leaves the outbox: so outboxes are looked at first. What an
   * aggregate still has to say counts, though the journal has heard otherwise of it.
   */
  async #unknownOf(batch: readonly Own[]): Promise<readonly Own[]> {
    const waiting = new Map(
      (await this.#aggregatesOf(batch)).flatMap(({ outbox }) =>
        outbox.map(eventOfWaiting).map((event) => [event.id, event] as const),
      ),
    );
    const told = await this.#journal.knownOf(batch.map(({ event }) => event.id));
    const same = (event: EventEnvelope, known: EventEnvelope | undefined): boolean =>
      known?.correlationId === event.correlationId;
    return batch.filter(({ event }) => !same(event, waiting.get(event.id) ?? told.get(event.id)));
  }

  /** Takes into the journal what stands behind an aggregate's revision; gives back the rest. */
  async #adopt(stream: string, batch: readonly Own[]): Promise<readonly Own[]> {
    const standing = new Map(
      (await this.#aggregatesOf(batch)).toSorted((a, b) => a.revision - b.revision).map((each) => [each._id, each]),
    );
    const isKnown = ({ event }: Own): boolean => (standing.get(event.aggregateId)?.revision ?? -1) >= event.revision;
    const known = batch
      .filter(isKnown)
      .map(({ event, sequence }) => ({ model: standing.get(event.aggregateId)?.model ?? '', event, sequence }));
    await this.#journal.keep(stream, known, this.#real.now());
    return batch.filter((each) => !isKnown(each));
  }

  async #aggregatesOf(batch: readonly Own[]): Promise<(Raisable & { model: string })[]> {
    const ids = [...new Set(batch.map(({ event }) => event.aggregateId))];
    const found = await Promise.all(
      this.models().map(async (model) => {
        const documents = await model.collection
          .find<Raisable>({ _id: { $in: ids } } as object, { projection: { revision: 1, outbox: 1 } })
          .toArray();
        return documents.map((each) => ({ ...each, model: model.modelName }));
      }),
    );
    return found.flat();
  }

  async #isThere({ id, sequence }: { id: string; sequence: number }): Promise<boolean> {
    const stored = await this.link.jsm.direct.getMessage(eventStream, { seq: sequence });
    return stored !== null && stored !== undefined && idOfStored(stored) === id;
  }

  /** The last place of ours that the stream still holds: a stream that lost something has lost its end. */
  async #lastThere(stream: string, held: number): Promise<number> {
    const places = await this.#journal.sequencesAfter({ stream, sequence: held });
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (await this.#isThere(places[middle] as { id: string; sequence: number })) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? held : (places[low - 1]?.sequence ?? held);
  }
}

type Own = { readonly event: EventEnvelope; readonly sequence: number };

const nextOf = async (
  jsm: JetStreamManager,
  sequence: number,
  subject: string,
): Promise<{ sequence: number; event: EventEnvelope | undefined } | undefined> => {
  const stored = await jsm.direct.getMessage(eventStream, { seq: sequence, next_by_subj: subject });
  if (stored === null || stored === undefined) return undefined;
  const parsed = EventEnvelope.safeParse(stored.json());
  return { sequence: stored.seq, event: parsed.success ? parsed.data : undefined };
};
