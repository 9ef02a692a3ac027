import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter } from 'mongoose';
import { type SelfCheck, SelfCheckDone } from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  fact,
  fromDocument,
  InjectConnection,
  insertAggregate,
  plain,
  text,
  withoutOutbox,
} from '#persistence';
import { limitsDefinition } from '../limits/limits.module.js';

type SelfCheckDocument = Aggregate & Omit<SelfCheck, 'id'>;

const number = { type: Number, required: true } as const;
const flow = plain({
  sent: number,
  received: number,
  lost: number,
  held: number,
  reordered: number,
  jitterMs: number,
  throughputKbps: number,
  longestGapMs: number,
  countedBy: text,
});
const optional = (type: ReturnType<typeof plain>) => ({ type, default: undefined });
const schema = aggregateSchema<SelfCheckDocument>({
  meetingId: text,
  siteId: text,
  at: text,
  udp: text,
  said: {
    type: plain({
      browser: {
        type: plain({ name: text, version: number, mobile: { type: Boolean, required: true } }),
        required: true,
      },
      microphone: { type: plain({ state: text, peakPercent: Number }), required: true },
      camera: { type: plain({ state: text, width: Number, height: Number }), required: true },
      hearing: text,
      hidden: { type: Boolean, required: true },
    }),
    required: true,
  },
  measured: {
    type: plain({
      up: optional(flow),
      down: optional(flow),
      roundTrip: optional(plain({ p50Ms: number, p95Ms: number, answered: number })),
    }),
    required: true,
  },
  limits: { type: plain(limitsDefinition), required: true },
  verdict: text,
  reasons: {
    type: [
      plain({
        what: text,
        way: String,
        grave: { type: Boolean, required: true },
        value: Number,
        green: Number,
        red: Number,
      }),
    ],
    required: true,
  },
});
schema.index({ meetingId: 1, siteId: 1, at: -1 }, { name: 'ofSite' });

/** So many are kept of a site at a meeting; older ones go. */
export const mostKept = 30;

const selfCheckOf = (doc: SelfCheckDocument): SelfCheck => {
  const { revision: _revision, ...selfCheck } = fromDocument(doc);
  return selfCheck;
};

/** What sites have measured by themselves. One that is kept does not change. */
@Injectable()
export class SelfCheckStore {
  readonly #selfChecks: Model<SelfCheckDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#selfChecks = connection.model<SelfCheckDocument>('SelfCheck', schema, 'selfChecks');
  }

  /** For the relay: where its events wait. */
  get outbox(): { readonly modelName: string } {
    return this.#selfChecks;
  }

  /** What is kept: the first, where the same was kept before. */
  async keep(selfCheck: SelfCheck, now: Date): Promise<SelfCheck> {
    const { id, ...content } = selfCheck;
    const { meetingId, siteId, at, verdict } = content;
    const done = fact(SelfCheckDone, { meetingId, siteId, selfCheckId: id, at, verdict });
    const events = eventsOf({ id, revision: 0 }, [done], now);
    if ((await insertAggregate(this.#selfChecks, { _id: id, ...content }, events)) === 'exists')
      return (await this.#find(id)) ?? selfCheck;
    await this.#forgetOldest(meetingId, siteId);
    return selfCheck;
  }

  async #find(id: string): Promise<SelfCheck | undefined> {
    const doc = await this.#selfChecks.findById(id, withoutOutbox).lean<SelfCheckDocument | null>();
    return doc === null ? undefined : selfCheckOf(doc);
  }

  /** The latest first. */
  async ofSite(meetingId: string, siteId: string): Promise<SelfCheck[]> {
    const filter = { meetingId, siteId } as QueryFilter<SelfCheckDocument>;
    const docs = await this.#selfChecks
      .find(filter, withoutOutbox)
      .sort({ at: -1, _id: 1 })
      .limit(mostKept)
      .lean<SelfCheckDocument[]>();
    return docs.map(selfCheckOf);
  }

  /** The last of each site, the latest first. */
  async lastOfEach(meetingId: string): Promise<SelfCheck[]> {
    const filter = { meetingId } as QueryFilter<SelfCheckDocument>;
    const docs = await this.#selfChecks
      .find(filter, withoutOutbox)
      .sort({ siteId: 1, at: -1, _id: 1 })
      .lean<SelfCheckDocument[]>();
    return docs
      .filter(({ siteId }, index) => docs[index - 1]?.siteId !== siteId)
      .map(selfCheckOf)
      .sort((one, other) => other.at.localeCompare(one.at));
  }

  /** One whose event is not told yet stays until the next time. */
  async #forgetOldest(meetingId: string, siteId: string): Promise<void> {
    const filter = { meetingId, siteId } as QueryFilter<SelfCheckDocument>;
    const old = await this.#selfChecks
      .find(filter, { _id: 1 })
      .sort({ at: -1, _id: 1 })
      .skip(mostKept)
      .lean<Pick<SelfCheckDocument, '_id'>[]>();
    if (old.length === 0) return;
    await this.#selfChecks.deleteMany({
      _id: { $in: old.map(({ _id }) => _id) },
      outbox: { $size: 0 },
    } as QueryFilter<SelfCheckDocument>);
  }
}
