import { Injectable } from '@nestjs/common';
import { type Connection, type Model } from 'mongoose';
import { Site, SiteEnrolled } from '#contracts';
import { askedBy } from '#messaging';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  fact,
  fromDocument,
  InjectConnection,
  firstRevisionOf,
  insertAggregates,
  type NotInserted,
  saveAggregate,
  withoutOutbox,
} from '#persistence';
import { siteFields } from './directory-fields.js';
import { type Enrolled, withEvery } from './enrolment.js';

type SiteDocument = Aggregate & Omit<Site, 'id'>;

const schema = aggregateSchema<SiteDocument>(siteFields);

const enrolled = (site: Site) => ({ ...fact(SiteEnrolled, { site }), by: askedBy() });

@Injectable()
export class SiteStore {
  readonly #sites: Model<SiteDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#sites = connection.model<SiteDocument>('Site', schema, 'sites');
  }

  /** What the relay is nudged with after a write. */
  get outbox(): { readonly modelName: string } {
    return this.#sites;
  }

  async find(ids: readonly string[]): Promise<Map<string, Enrolled<Site>>> {
    const docs = await this.#sites.find({ _id: { $in: [...new Set(ids)] } }, withoutOutbox).lean<SiteDocument[]>();
    return new Map(docs.map(fromDocument).map(({ revision, ...entry }) => [entry.id, { entry, revision }]));
  }

  /** None is ever removed. */
  kept(ids: readonly string[]): Promise<Map<string, Enrolled<Site>>> {
    return this.find(ids);
  }

  /** All of them: a country has some hundred. */
  async all(): Promise<Site[]> {
    const docs = await this.#sites.find({}, withoutOutbox).lean<SiteDocument[]>();
    return docs.map(fromDocument).map(({ revision: _revision, ...site }) => site);
  }

  /** Of one that is added. */
  get firstRevision(): number {
    return firstRevisionOf(this.#sites);
  }

  /** Those that were not added, by their ids: they are enrolled already. */
  insertMany(sites: readonly Site[], now: Date): Promise<ReadonlyMap<string, NotInserted>> {
    const inserts = sites.map(({ id, ...content }) => ({
      doc: { _id: id, ...content },
      events: eventsOf({ id, revision: 0 }, [enrolled({ id, ...content })], now),
    }));
    return insertAggregates(this.#sites, inserts);
  }

  /** Returns its new revision. Throws conflict 'revision-conflict'. */
  save({ id, ...content }: Site, revision: number, now: Date): Promise<number> {
    const events = eventsOf({ id, revision }, [enrolled({ id, ...content })], now);
    return saveAggregate(this.#sites, { id, revision }, withEvery(Site.shape, content), events);
  }
}
