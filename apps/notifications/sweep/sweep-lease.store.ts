import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, isDuplicateKey } from '#persistence';
import { SystemClock } from '#platform';

type LeaseDocument = { readonly _id: string; readonly holder: string; readonly until: Date };

const schema = new Schema<LeaseDocument>(
  { _id: { type: String, required: true }, holder: { type: String, required: true }, until: { type: Date, required: true } },
  { strict: 'throw', versionKey: false },
);

/** Which replica does a sweep. Leases run on real time: the meeting clock may jump over days. */
@Injectable()
export class SweepLeaseStore {
  readonly #leases: Model<LeaseDocument>;
  readonly #holder = randomUUID();
  readonly #real = new SystemClock();
  readonly #held = new Map<string, number>();

  constructor(@InjectConnection() connection: Connection) {
    this.#leases = connection.model<LeaseDocument>('SweepLease', schema, 'sweepLeases');
  }

  /** Whether this replica holds the sweep for the next `forMs`. */
  async take(sweep: string, forMs: number): Promise<boolean> {
    const now = this.#real.now();
    if ((this.#held.get(sweep) ?? 0) - now.getTime() > forMs / 2) return true;
    const until = new Date(now.getTime() + forMs);
    try {
      await this.#leases.updateOne({ _id: sweep, $or: [{ holder: this.#holder }, { until: { $lte: now } }] }, { $set: { holder: this.#holder, until } }, { upsert: true });
      this.#held.set(sweep, until.getTime());
      return true;
    } catch (error) {
      // It is there, and another's.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Lets the other replicas have it at once. */
  async release(sweep: string): Promise<void> {
    this.#held.delete(sweep);
    await this.#leases.deleteOne({ _id: sweep, holder: this.#holder });
  }
}
