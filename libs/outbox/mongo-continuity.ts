import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Collection, type Connection } from 'mongoose';
import { type ContinuityState, type ContinuityStore, type Renew } from '#messaging';
import { isDuplicateKey } from '#persistence';
import { SystemClock } from '#platform';

const leaseMs = 15_000;
const lookAgainMs = 100;
type LeaseDocument = { readonly _id: string; readonly holder: string; readonly until: Date };
type StateDocument = ContinuityState & { readonly _id: string };

/** Leases run on real time: the meeting clock may jump over days. */
export class MongoContinuity implements ContinuityStore {
  readonly #states: Collection<StateDocument>;
  readonly #leases: Collection<LeaseDocument>;
  readonly #holder = randomUUID();
  readonly #real = new SystemClock();

  constructor(connection: Connection) {
    this.#states = connection.collection<StateDocument>('continuity');
    this.#leases = connection.collection<LeaseDocument>('continuityLeases');
  }

  async read(): Promise<ContinuityState | undefined> {
    const found = await this.#states.findOne({ _id: 'stream' });
    if (found === null) return undefined;
    const { _id, ...state } = found;
    return state;
  }

  async write(state: ContinuityState, inPlaceOf: number): Promise<boolean> {
    const defined = Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as ContinuityState;
    const isFirst = inPlaceOf === 0;
    try {
      const { matchedCount, upsertedCount } = await this.#states.updateOne({ _id: 'stream', looks: isFirst ? { $exists: false } : inPlaceOf }, { $set: defined }, { upsert: isFirst });
      return matchedCount + upsertedCount > 0;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async alone<Result>(work: (renew: Renew) => Promise<Result>): Promise<Result> {
    while (!(await this.#take())) await delay(lookAgainMs);
    try {
      return await work(async () => void (await this.#take()));
    } finally {
      await this.#leases.deleteOne({ _id: 'stream', holder: this.#holder });
    }
  }

  async #take(): Promise<boolean> {
    const now = this.#real.now();
    const until = new Date(now.getTime() + leaseMs);
    try {
      await this.#leases.updateOne({ _id: 'stream', $or: [{ holder: this.#holder }, { until: { $lte: now } }] }, { $set: { holder: this.#holder, until } }, { upsert: true });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
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
    for (let after = ''; ; ) {
      const found = await this.#forgotten.find({ _id: { $gt: after } }).sort({ _id: 1 }).limit(pageSize).toArray();
      if (found.length > 0) yield found.map(({ _id }) => _id);
      if (found.length < pageSize) return;
      after = found.at(-1)?._id ?? '';
    }
  }
}
