import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Collection, type Connection } from 'mongoose';
import { SystemClock } from '#platform';
import { InjectConnection } from './connection.js';
import { isWritten, unlessThere } from './unless-there.js';

type LeaseDocument = { readonly _id: string; readonly holder: string; readonly until: Date };

const lookAgainMs = 100;
/** How long a replica that gives no sign of life keeps what it does alone. */
export const usualLeaseMs = 10_000;

/** Which replica of a service does what only one of them is to do. Leases run on real time: the meeting clock may jump over days. */
@Injectable()
export class Leases {
  readonly #leases: Collection<LeaseDocument>;
  readonly #holder = randomUUID();
  readonly #real = new SystemClock();
  readonly #held = new Map<string, number>();

  constructor(
    @InjectConnection() connection: Connection,
    private readonly usualMs = usualLeaseMs,
  ) {
    this.#leases = connection.collection<LeaseDocument>('leases');
  }

  /** Whether this replica holds the lease for half of `forMs` at least; taken anew when less is left of it. */
  async take(name: string, forMs = this.usualMs): Promise<boolean> {
    const now = this.#real.now();
    if ((this.#held.get(name) ?? 0) - now.getTime() > forMs / 2) return true;
    const until = new Date(now.getTime() + forMs);
    const free = { _id: name, $or: [{ holder: this.#holder }, { until: { $lte: now } }] };
    const isTaken = isWritten(
      await unlessThere(() =>
        this.#leases.updateOne(free, { $set: { holder: this.#holder, until } }, { upsert: true }),
      ),
    );
    if (isTaken) this.#held.set(name, until.getTime());
    return isTaken;
  }

  /** Lets the other replicas have it at once. */
  async release(name: string): Promise<void> {
    this.#held.delete(name);
    await this.#leases.deleteOne({ _id: name, holder: this.#holder });
  }

  /** Waits for the lease and does the work under it; `renew` is to be called now and then by work that takes long. */
  async alone<Result>(
    name: string,
    forMs: number,
    work: (renew: () => Promise<void>) => Promise<Result>,
  ): Promise<Result> {
    while (!(await this.take(name, forMs))) await delay(lookAgainMs);
    try {
      return await work(async () => void (await this.take(name, forMs)));
    } finally {
      await this.release(name);
    }
  }
}
