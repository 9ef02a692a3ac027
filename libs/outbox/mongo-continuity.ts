import { type Collection, type Connection } from 'mongoose';
import { type ContinuityState, type ContinuityStore, type Renew } from '#messaging';
import { isWritten, type Leases, unlessThere } from '#persistence';

const leaseMs = 15_000;
type StateDocument = ContinuityState & { readonly _id: string };

/** What a service knows of the stream, in its own database. */
export class MongoContinuity implements ContinuityStore {
  readonly #states: Collection<StateDocument>;

  constructor(
    connection: Connection,
    private readonly leases: Leases,
  ) {
    this.#states = connection.collection<StateDocument>('continuity');
  }

  async read(): Promise<ContinuityState | undefined> {
    const found = await this.#states.findOne({ _id: 'stream' });
    if (found === null) return undefined;
    const { _id, ...state } = found;
    return state;
  }

  async write(state: ContinuityState, inPlaceOf: number): Promise<boolean> {
    const defined = Object.fromEntries(
      Object.entries(state).filter(([, value]) => value !== undefined),
    ) as ContinuityState;
    const isFirst = inPlaceOf === 0;
    const place = { _id: 'stream', looks: isFirst ? { $exists: false } : inPlaceOf };
    return isWritten(await unlessThere(() => this.#states.updateOne(place, { $set: defined }, { upsert: isFirst })));
  }

  alone<Result>(work: (renew: Renew) => Promise<Result>): Promise<Result> {
    return this.leases.alone('continuity', leaseMs, work);
  }
}

/** Aggregates of which the stream tells more than the database knows: it went back to an older copy. */
export class ForgottenStore {
  readonly #forgotten: Collection<{ readonly _id: string; readonly era: number }>;

  constructor(connection: Connection) {
    this.#forgotten = connection.collection('forgotten');
  }

  /** They are to be raised into this era. */
  async add(aggregateIds: readonly string[], era: number): Promise<void> {
    if (aggregateIds.length === 0) return;
    await this.#forgotten.bulkWrite(
      aggregateIds.map((_id) => ({ updateOne: { filter: { _id }, update: { $max: { era } }, upsert: true } })),
      { ordered: false },
    );
  }

  /** Whether any is to be raised into an era after this one: the work was begun and not brought to an end. */
  async anyAfter(era: number): Promise<boolean> {
    return (await this.#forgotten.findOne({ era: { $gt: era } })) !== null;
  }

  async *each(pageSize = 200): AsyncGenerator<readonly string[]> {
    for (let after = ''; ;) {
      const found = await this.#forgotten
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(pageSize)
        .toArray();
      if (found.length > 0) yield found.map(({ _id }) => _id);
      if (found.length < pageSize) return;
      after = found.at(-1)?._id ?? '';
    }
  }
}
