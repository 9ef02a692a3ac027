import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, type UpdateQuery } from 'mongoose';
import { type ReadinessStatus, type SiteReadiness } from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  bilingual,
  eventsOf,
  type Fact,
  fromDocument,
  InjectConnection,
  insertAggregate,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { type SiteName } from '../site/site.module.js';

export type ReadinessRecord = SiteReadiness & { readonly id: string; readonly staleAt?: string };
type ReadinessDocument = Aggregate & Omit<ReadinessRecord, 'id' | 'revision'>;
export type ReadinessChanges = {
  [Key in 'attending' | 'status' | 'checkId' | 'since' | 'staleAt']?: ReadinessRecord[Key] | undefined;
};

const schema = aggregateSchema<ReadinessDocument>({
  meetingId: text,
  siteId: text,
  name: bilingual,
  provinceCode: text,
  attending: { type: Number, required: true },
  status: {
    type: String,
    required: true,
    enum: ['unknown', 'booked', 'overdue', 'passed', 'failed', 'stale'] satisfies ReadinessStatus[],
  },
  checkId: String,
  since: String,
  staleAt: String,
});
schema.index({ meetingId: 1, provinceCode: 1, siteId: 1 });
schema.index({ siteId: 1 });
schema.index({ staleAt: 1 }, { sparse: true });

const idOf = (meetingId: string, siteId: string): string => `${meetingId}.${siteId}`;

@Injectable()
export class ReadinessStore {
  readonly #readiness: Model<ReadinessDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#readiness = connection.model<ReadinessDocument>('Readiness', schema, 'readiness');
  }

  /** For the relay: where its events wait. */
  get outbox(): { readonly modelName: string } {
    return this.#readiness;
  }

  async find(meetingId: string, siteId: string): Promise<ReadinessRecord | undefined> {
    const doc = await this.#readiness.findById(idOf(meetingId, siteId), withoutOutbox).lean<ReadinessDocument | null>();
    return doc === null ? undefined : fromDocument(doc);
  }

  insert(record: Omit<ReadinessRecord, 'id' | 'revision'>): Promise<'inserted' | 'exists'> {
    return insertAggregate(this.#readiness, { _id: idOf(record.meetingId, record.siteId), ...record });
  }

  async save(record: ReadinessRecord, changes: ReadinessChanges, facts: readonly Fact[], now: Date): Promise<void> {
    await saveAggregate(this.#readiness, record, changes, eventsOf(record, facts, now));
  }

  /** A name is not part of what the site's revision guards: no decision rests on it. */
  async rename({ siteId, name, provinceCode }: SiteName): Promise<void> {
    await this.#readiness.updateMany(
      { siteId } as QueryFilter<ReadinessDocument>,
      { $set: { name, provinceCode } } as UpdateQuery<ReadinessDocument>,
    );
  }

  async meetingsOf(siteId: string): Promise<string[]> {
    const docs = await this.#readiness
      .find({ siteId } as QueryFilter<ReadinessDocument>, { meetingId: 1 })
      .lean<Pick<ReadinessDocument, 'meetingId'>[]>();
    return docs.map(({ meetingId }) => meetingId);
  }

  /** By province and site. */
  async list(meetingId: string): Promise<ReadinessRecord[]> {
    const docs = await this.#readiness
      .find({ meetingId }, withoutOutbox)
      .sort({ provinceCode: 1, siteId: 1 })
      .lean<ReadinessDocument[]>();
    return docs.map(fromDocument);
  }

  /** Sites whose pass counts no more at this instant, the longest ago first. */
  async due(now: Date, limit: number): Promise<ReadinessRecord[]> {
    const docs = await this.#readiness
      .find({ staleAt: { $lte: now.toISOString() } } as QueryFilter<ReadinessDocument>, withoutOutbox)
      .sort({ staleAt: 1 })
      .limit(limit)
      .lean<ReadinessDocument[]>();
    return docs.map(fromDocument);
  }

  countDue(now: Date): Promise<number> {
    return this.#readiness.countDocuments({ staleAt: { $lte: now.toISOString() } } as QueryFilter<ReadinessDocument>);
  }

  async nextDueAt(now: Date): Promise<string | undefined> {
    const doc = await this.#readiness
      .findOne({ staleAt: { $gt: now.toISOString() } } as QueryFilter<ReadinessDocument>, { staleAt: 1 })
      .sort({ staleAt: 1 })
      .lean<ReadinessDocument | null>();
    return doc?.staleAt;
  }
}
