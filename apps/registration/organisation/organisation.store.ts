import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter } from 'mongoose';
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

/** `removed`: taken back by whoever brought it; its revisions go on if it comes again. */
type OrganisationDocument = Aggregate & Omit<Organisation, 'id'> & { readonly removed?: true };

const schema = aggregateSchema<OrganisationDocument>({ ...organisationFields, removed: Boolean });
schema.index({ class: 1, _id: 1 });
schema.index({ code: 1 }, { sparse: true });
schema.index({ 'name.th': 1 });

const toEnrolled = (doc: OrganisationDocument): Enrolled<Organisation> => {
  const { revision, removed, ...entry } = fromDocument(doc);
  return { entry, revision, ...(removed === true && { removed }) };
};

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
    return new Map([...(await this.kept(ids))].filter(([, { removed }]) => removed !== true));
  }

  /** Also those that were removed. */
  async kept(ids: readonly string[]): Promise<Map<string, Enrolled<Organisation>>> {
    const found = await this.#read({ _id: { $in: [...new Set(ids)] } });
    return new Map(found.map((each) => [each.entry.id, each]));
  }

  withCodes(codes: readonly string[]): Promise<Enrolled<Organisation>[]> {
    return this.#read({ code: { $in: [...new Set(codes)] }, removed: { $exists: false } });
  }

  /** By their Thai names; several may have the same. */
  withNames(names: readonly string[]): Promise<Enrolled<Organisation>[]> {
    return this.#read({ 'name.th': { $in: [...new Set(names)] }, removed: { $exists: false } });
  }

  async #read(filter: object): Promise<Enrolled<Organisation>[]> {
    const docs = await this.#organisations
      .find(filter as QueryFilter<OrganisationDocument>, withoutOutbox)
      .lean<OrganisationDocument[]>();
    return docs.map(toEnrolled);
  }

  /** The organisations of one class after an id, in order of id. */
  async pageOfClass(organisationClass: string, after: string, limit: number): Promise<Organisation[]> {
    const filter = { class: organisationClass, _id: { $gt: after }, removed: { $exists: false } };
    const docs = await this.#organisations
      .find(filter, withoutOutbox)
      .sort({ _id: 1 })
      .limit(limit)
      .lean<OrganisationDocument[]>();
    return docs.map(toEnrolled).map(({ entry }) => entry);
  }

  /** How many organisations are of each class. */
  async countByClass(): Promise<ReadonlyMap<string, number>> {
    const counts = await this.#organisations.aggregate<{ _id: string; offices: number }>([
      { $match: { removed: { $exists: false } } },
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
    await saveAggregate(
      this.#organisations,
      { id, revision },
      { ...withEvery(Organisation.shape, content), removed: undefined },
      events,
    );
  }

  /** Takes it out of the directory. Nobody is told: whoever removes it has seen that nothing hangs on it. */
  async remove(id: string, revision: number): Promise<void> {
    await saveAggregate(this.#organisations, { id, revision }, { removed: true });
  }
}
