import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter } from 'mongoose';
import { type LinkChange, type ReachedBy, type SiteDossier } from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  beginAggregate,
  eventsOf,
  fromDocument,
  InjectConnection,
  plain,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { type DossierDecision, type DossierState } from './dossier.js';

type DossierDocument = Aggregate & Omit<DossierState, 'siteId' | 'revision'>;

const person = plain({ name: text, position: String, mobile: String, phone: String, email: String });
const listOf = (entry: Record<string, unknown>) => ({
  type: [plain(entry as Parameters<typeof plain>[0])],
  required: true,
});
const schema = aggregateSchema<DossierDocument>({
  dossier: {
    type: plain({
      presiding: { type: person, default: undefined },
      technicians: { type: [person], required: true },
      room: String,
      seats: Number,
      systems: listOf({ kind: text, dial: text }),
      downMbps: Number,
      upMbps: Number,
      backup: { type: plain({ phone: String, line: String }), default: undefined },
      equipment: listOf({ what: text, make: text, model: String, firmware: String, year: Number }),
      busy: listOf({ from: text, to: text, why: String }),
      availability: String,
      notes: String,
    }),
    required: true,
  },
  linkChanged: { type: plain({ at: text, because: text }), default: undefined },
  changedAt: text,
  changedBy: text,
});

const stateOf = (doc: DossierDocument): DossierState => {
  const { id: siteId, ...state } = fromDocument(doc);
  return { siteId, ...state };
};

/** What is known of each site, one document a site. */
@Injectable()
export class DossierStore {
  readonly #dossiers: Model<DossierDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#dossiers = connection.model<DossierDocument>('Dossier', schema, 'dossiers');
  }

  /** For the relay: where its events wait. */
  get outbox(): { readonly modelName: string } {
    return this.#dossiers;
  }

  async find(siteId: string): Promise<DossierState | undefined> {
    const doc = await this.#dossiers.findById(siteId, withoutOutbox).lean<DossierDocument | null>();
    return doc === null ? undefined : stateOf(doc);
  }

  all(): Promise<Map<string, DossierState>> {
    return this.#mapOf({});
  }

  some(siteIds: readonly string[]): Promise<Map<string, DossierState>> {
    return this.#mapOf({ _id: { $in: [...siteIds] } } as QueryFilter<DossierDocument>);
  }

  async #mapOf(filter: QueryFilter<DossierDocument>): Promise<Map<string, DossierState>> {
    const docs = await this.#dossiers.find(filter, withoutOutbox).lean<DossierDocument[]>();
    return new Map(docs.map((doc) => [doc._id, stateOf(doc)]));
  }

  /** Since when, and why, what was measured of these sites' links before says nothing of them; without those where it still does. */
  async linkChanges(siteIds: readonly string[]): Promise<Map<string, LinkChange>> {
    const filter = { _id: { $in: [...siteIds] }, linkChanged: { $exists: true } } as QueryFilter<DossierDocument>;
    const docs = await this.#dossiers
      .find(filter, { linkChanged: 1 })
      .lean<Pick<DossierDocument, '_id' | 'linkChanged'>[]>();
    return new Map(docs.flatMap(({ _id, linkChanged }) => (linkChanged === undefined ? [] : [[_id, linkChanged]])));
  }

  /** When these sites can't be had, beside their checks. */
  async busyTimes(siteIds: readonly string[]): Promise<Map<string, SiteDossier['busy']>> {
    const filter = { _id: { $in: [...siteIds] }, 'dossier.busy.0': { $exists: true } } as QueryFilter<DossierDocument>;
    const docs = await this.#dossiers
      .find(filter, { 'dossier.busy': 1 })
      .lean<Pick<DossierDocument, '_id' | 'dossier'>[]>();
    return new Map(docs.map(({ _id, dossier }) => [_id, dossier.busy]));
  }

  /** The kind of system that each of these sites is dialled by first. */
  async firstSystems(siteIds: readonly string[]): Promise<Map<string, SiteDossier['systems'][number]['kind']>> {
    const filter = {
      _id: { $in: [...siteIds] },
      'dossier.systems.0': { $exists: true },
    } as QueryFilter<DossierDocument>;
    const docs = await this.#dossiers
      .find(filter, { 'dossier.systems': { $slice: 1 } })
      .lean<Pick<DossierDocument, '_id' | 'dossier'>[]>();
    return new Map(docs.flatMap(({ _id, dossier: { systems } }) => systems.slice(0, 1).map(({ kind }) => [_id, kind])));
  }

  /** By what and by whom these sites are reached; without those of which neither is known. */
  async reachedBy(siteIds: readonly string[]): Promise<Map<string, ReachedBy>> {
    const docs = await this.#dossiers
      .find({ _id: { $in: [...siteIds] } } as QueryFilter<DossierDocument>, {
        'dossier.systems': 1,
        'dossier.technicians': 1,
      })
      .lean<Pick<DossierDocument, '_id' | 'dossier'>[]>();
    return new Map(
      docs.flatMap(({ _id, dossier: { systems, technicians } }): [string, ReachedBy][] => {
        if (systems.length + technicians.length === 0) return [];
        const people = technicians.map(({ name, mobile }) => ({ name, ...(mobile !== undefined && { mobile }) }));
        return [[_id, { systems, technicians: people }]];
      }),
    );
  }

  /** Throws conflict 'revision-conflict' where another wrote it since `kept` was read. */
  async save(kept: DossierState | undefined, { state, fact }: DossierDecision, now: Date): Promise<DossierState> {
    const { siteId, ...content } = state;
    if (kept !== undefined) {
      const at = { id: siteId, revision: kept.revision };
      const changes = { ...content, linkChanged: content.linkChanged };
      return { ...state, revision: await saveAggregate(this.#dossiers, at, changes, eventsOf(at, [fact], now)) };
    }
    const events = eventsOf({ id: siteId, revision: 0 }, [fact], now);
    await beginAggregate(this.#dossiers, { _id: siteId, ...content }, events);
    return { ...state, revision: 1 };
  }
}
