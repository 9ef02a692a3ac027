import { type Collection, type Connection } from 'mongoose';
import { type EventEnvelope } from '#contracts';
import { type ToldEvent } from '#messaging';
import { packedEvent, type PackedText, unlessThere, unpackText } from '#persistence';

/**
 * `envelope` is the event's JSON, packed where it is long, which takes less to write than its fields and is hardly ever read. `stream` is the instant
 * at which the stream was made that `sequence` counts in. `lost`: the stream lost it, and it is to be
 * published again; its value marks one repair, so that an event is added by it once.
 */
type ToldDocument = {
  readonly _id: string;
  readonly model: string;
  readonly aggregateId: string;
  readonly revision: number;
  readonly stream: string;
  readonly sequence: number;
  readonly toldAt: Date;
  readonly envelope: PackedText;
  readonly lost?: string;
};
export type LostEvent = { readonly model: string; readonly event: EventEnvelope; readonly repair: string };
/** By its index: whether a field is there at all would be looked up in every event that was ever told. */
const isLost = { lost: { $gt: '' } };
const eventOf = (envelope: PackedText): EventEnvelope => JSON.parse(unpackText(envelope)) as EventEnvelope;
type StreamPosition = { readonly stream: string; readonly sequence: number };

/**
 * What a service has told, kept in its own database beside what it knows, so that it can say it again when the stream has
 * lost it. An event is kept here before it leaves its aggregate.
 */
export class Journal {
  readonly #told: Collection<ToldDocument>;

  constructor(connection: Connection) {
    this.#told = connection.collection<ToldDocument>('told');
  }

  async prepare(): Promise<void> {
    await this.#told.createIndexes([
      { key: { stream: 1, sequence: 1 }, name: 'place' },
      { key: { lost: 1 }, name: 'lost', sparse: true },
    ]);
  }

  /** Work that looks for what was told of single aggregates: so rare that an index for it is made then, and not kept up at each event. */
  async byAggregate<Result>(work: () => Promise<Result>): Promise<Result> {
    const index = await this.#told.createIndex({ aggregateId: 1, revision: 1 }, { name: 'aggregate' });
    try {
      return await work();
    } finally {
      await this.#told.dropIndex(index).catch(() => undefined);
    }
  }

  /** Keeps events that the stream has; one that is kept already stays as it is. */
  async keep(stream: string, told: readonly ToldEvent[], toldAt: Date): Promise<void> {
    if (told.length === 0) return;
    const documents = told.map(({ model, event, sequence }) => ({
      _id: event.id,
      model,
      aggregateId: event.aggregateId,
      revision: event.revision,
      stream,
      sequence,
      toldAt,
      envelope: packedEvent(event),
    }));
    await unlessThere(() => this.#told.insertMany(documents, { ordered: false }));
  }

  /** Takes out again what was kept at this instant. */
  async forget(told: readonly ToldEvent[], toldAt: Date): Promise<void> {
    await this.#told.deleteMany({ _id: { $in: told.map(({ event }) => event.id) }, toldAt });
  }

  /** The event with the highest place in this stream that is not lost, at or below `atMost`. */
  async last(
    stream: string,
    atMost = Number.MAX_SAFE_INTEGER,
  ): Promise<{ readonly id: string; readonly sequence: number; readonly toldAt: Date } | undefined> {
    const found = await this.#told.findOne(
      { stream, sequence: { $lte: atMost }, lost: { $exists: false } },
      { sort: { stream: -1, sequence: -1 }, projection: { sequence: 1, toldAt: 1 } },
    );
    return found === null ? undefined : { id: found._id, sequence: found.sequence, toldAt: found.toldAt };
  }

  /** Places after `after` in this stream, rising. */
  async sequencesAfter({
    stream,
    sequence,
  }: StreamPosition): Promise<{ readonly id: string; readonly sequence: number }[]> {
    const found = this.#told
      .find({ stream, sequence: { $gt: sequence } }, { projection: { sequence: 1 } })
      .sort({ stream: 1, sequence: 1 });
    return (await found.toArray()).map(({ _id, sequence: at }) => ({ id: _id, sequence: at }));
  }

  /** All that was told after this place, and all that was told to another stream, is lost. Says how many events that are. */
  async loseAfter({ stream, sequence }: StreamPosition, repair: string): Promise<number> {
    const inThis = await this.#told.updateMany({ stream, sequence: { $gt: sequence } }, { $set: { lost: repair } });
    return inThis.modifiedCount + (await this.#loseOthers(stream, repair));
  }

  /** What was told to another stream than this one, and what was told before `sequence` and since `since`. */
  async loseBefore({ stream, sequence }: StreamPosition, since: Date, repair: string): Promise<number> {
    return (
      await this.#told.updateMany(
        { stream, sequence: { $lt: sequence }, toldAt: { $gt: since } },
        { $set: { lost: repair } },
      )
    ).modifiedCount;
  }

  async #loseOthers(stream: string, repair: string): Promise<number> {
    const [earlier, later] = [
      await this.#lose({ stream: { $lt: stream } }, repair),
      await this.#lose({ stream: { $gt: stream } }, repair),
    ];
    return earlier + later;
  }

  async #lose(filter: { stream: object }, repair: string): Promise<number> {
    return (await this.#told.updateMany(filter, { $set: { lost: repair } })).modifiedCount;
  }

  async loseAll(repair: string): Promise<number> {
    return (await this.#told.updateMany({}, { $set: { lost: repair } })).modifiedCount;
  }

  countLost(): Promise<number> {
    return this.#told.countDocuments(isLost);
  }

  /** Lost events in the order in which they were told. */
  async lost(limit: number): Promise<LostEvent[]> {
    const found = await this.#told.find(isLost).sort({ stream: 1, sequence: 1 }).limit(limit).toArray();
    return found.map(({ model, envelope, lost = '' }) => ({ model, event: eventOf(envelope), repair: lost }));
  }

  /** These have a place again. */
  async found(stream: string, told: readonly ToldEvent[]): Promise<void> {
    if (told.length === 0) return;
    const updates = told.map(({ event, sequence }) => ({
      updateOne: { filter: { _id: event.id }, update: { $set: { stream, sequence }, $unset: { lost: '' as const } } },
    }));
    await this.#told.bulkWrite(updates, { ordered: false });
  }

  async knownOf(eventIds: readonly string[]): Promise<ReadonlyMap<string, EventEnvelope>> {
    const found = await this.#told.find({ _id: { $in: [...eventIds] } }, { projection: { envelope: 1 } }).toArray();
    return new Map(found.map(({ _id, envelope }) => [_id, eventOf(envelope)]));
  }

  /** Everything that was told of an aggregate, in order of revision. */
  async ofAggregate(model: string, aggregateId: string): Promise<EventEnvelope[]> {
    const found = await this.#told.find({ aggregateId, model }).sort({ revision: 1 }).toArray();
    return found.map(({ envelope }) => eventOf(envelope));
  }

  /** The ids of all aggregates that something was told of. */
  async *aggregateIds(pageSize = 1_000): AsyncGenerator<readonly string[]> {
    for (let after = ''; ;) {
      const found = await this.#told
        .aggregate<{ _id: string }>([
          { $match: { aggregateId: { $gt: after } } },
          { $group: { _id: '$aggregateId' } },
          { $sort: { _id: 1 } },
          { $limit: pageSize },
        ])
        .toArray();
      if (found.length > 0) yield found.map(({ _id }) => _id);
      if (found.length < pageSize) return;
      after = found.at(-1)?._id ?? '';
    }
  }
}
