import { Injectable } from '@nestjs/common';
import { type Connection, type Model } from 'mongoose';
import { Organisation, OrganisationEnrolled } from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  fact,
  fromDocument,
  InjectConnection,
  insertAggregates,
  saveAggregate,
  withoutOutbox,
} from '#persistence';
import { organisationFields } from './directory-fields.js';
import { type Enrolled, withEvery } from './enrolment.js';

type OrganisationDocument = Aggregate & Omit<Organisation, 'id'>;

const schema = aggregateSchema<OrganisationDocument>(organisationFields);
schema.index({ class: 1, _id: 1 });

@Injectable()
export class OrganisationStore {
  readonly #organisations: Model<OrganisationDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#organisations = connection.model<OrganisationDocument>('Organisation', schema, 'organisations');
  }

  /** What the relay is nudged with after a write. */
  get outbox(): { readonly modelName: string } {
    return this.#organisations;
  }

  async find(ids: readonly string[]): Promise<Map<string, Enrolled<Organisation>>> {
    const docs = await this.#organisations
      .find({ _id: { $in: [...new Set(ids)] } }, withoutOutbox)
      .lean<OrganisationDocument[]>();
    return new Map(docs.map(fromDocument).map(({ revision, ...entry }) => [entry.id, { entry, revision }]));
  }

  /** The organisations of one class after an id, in order of id. */
  async pageOfClass(organisationClass: string, after: string, limit: number): Promise<Organisation[]> {
    const filter = { class: organisationClass, _id: { $gt: after } };
    const docs = await this.#organisations
      .find(filter, withoutOutbox)
      .sort({ _id: 1 })
      .limit(limit)
      .lean<OrganisationDocument[]>();
    return docs.map(fromDocument).map(({ revision: _revision, ...organisation }) => organisation);
  }

  /** How many organisations are of each class. */
  async countByClass(): Promise<ReadonlyMap<string, number>> {
    const counts = await this.#organisations.aggregate<{ _id: string; offices: number }>([
      { $group: { _id: '$class', offices: { $sum: 1 } } },
    ]);
    return new Map(counts.map(({ _id, offices }) => [_id, offices]));
  }

  /** The ids of those that are enrolled already. */
  insertMany(organisations: readonly Organisation[], now: Date): Promise<ReadonlySet<string>> {
    const inserts = organisations.map(({ id, ...content }) => ({
      doc: { _id: id, ...content },
      events: eventsOf({ id, revision: 0 }, [fact(OrganisationEnrolled, { organisation: { id, ...content } })], now),
    }));
    return insertAggregates(this.#organisations, inserts);
  }

  async save({ id, ...content }: Organisation, revision: number, now: Date): Promise<void> {
    const events = eventsOf({ id, revision }, [fact(OrganisationEnrolled, { organisation: { id, ...content } })], now);
    await saveAggregate(this.#organisations, { id, revision }, withEvery(Organisation.shape, content), events);
  }
}
