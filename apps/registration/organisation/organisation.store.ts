import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import {
  type EventEnvelope,
  type ListOrganisations,
  MergeUndone,
  Organisation,
  OrganisationEnrolled,
  OrganisationMerged,
  type ParsedRequestOf,
  type RenewedLink,
} from '#contracts';
import { askedBy } from '#messaging';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  fact,
  type FoundBy,
  fromDocument,
  InjectConnection,
  firstRevisionOf,
  insertAggregates,
  type NotInserted,
  plain,
  saveAggregate,
  text,
  Texts,
  unlessThere,
  withoutOutbox,
} from '#persistence';
import { SystemClock } from '#platform';
import { searchedText, searchWords } from '#words';
import { organisationFields } from './directory-fields.js';
import { codeKey } from './code-key.js';
import { type HeldCode } from './codes.js';
import { type Enrolled, type Merged, withEvery } from './enrolment.js';

/**
 * `removed`: taken back by whoever brought it, or `merged` into another; its revisions go on if it comes again. `heldCode` is the key of its code while
 * it stands in the directory: no two have the same, however it is written. `foundBy` is what it is found by, and when that was written, by the machine's own
 * clock.
 */
type OrganisationDocument = Aggregate
  & Omit<Organisation, 'id'> & {
    readonly removed?: true;
    readonly merged?: Merged;
    readonly heldCode?: string;
    readonly foundBy?: { readonly text: string; readonly at: Date };
  };

const schema = aggregateSchema<OrganisationDocument>({
  ...organisationFields,
  removed: Boolean,
  // Made by a decision from what the contract has parsed.
  merged: Schema.Types.Mixed,
  heldCode: String,
  foundBy: plain({ text, at: { type: Date, required: true } }),
});
schema.index({ class: 1, _id: 1 });
schema.index({ code: 1 }, { sparse: true });
schema.index({ heldCode: 1 }, { unique: true, partialFilterExpression: { heldCode: { $exists: true } } });
schema.index({ 'name.th': 1 });
schema.index({ provinceCode: 1, _id: 1 });
schema.index({ siteId: 1, _id: 1 });
schema.index({ 'merged.into': 1 }, { partialFilterExpression: { 'merged.into': { $exists: true } } });
schema.index({ splitFrom: 1 }, { sparse: true });
schema.index({ 'foundBy.at': 1 });

const toEnrolled = (doc: OrganisationDocument): Enrolled<Organisation> => {
  const { revision, removed, merged, heldCode: _heldCode, foundBy: _foundBy, ...entry } = fromDocument(doc);
  return { entry, revision, ...(removed === true && { removed }), ...(merged && { merged }) };
};

const machine = new SystemClock();
const foundBy = (organisation: Organisation) => ({ text: searchedText(organisation), at: machine.now() });

type Filter = Pick<ParsedRequestOf<typeof ListOrganisations>, 'class' | 'provinceCode' | 'siteId'>;
/** The directory is looked through as one. */
const directory = 'directory';
const atATime = 200;
/** More than were ever made one. */
const mostFamily = 200;

@Injectable()
export class OrganisationStore {
  readonly #organisations: Model<OrganisationDocument>;
  readonly #texts = new Texts(
    (_directory, since) => this.#foundBy(since),
    () => machine.now().getTime(),
  );

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

  /** Who holds these codes, however they are written. */
  withCodes(codes: readonly string[]): Promise<Enrolled<Organisation>[]> {
    return this.#read({ heldCode: { $in: [...new Set(codes.map(codeKey))] } });
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
    return this.#page({ class: organisationClass, _id: { $gt: after }, removed: { $exists: false } }, limit);
  }

  async #page(filter: object, limit: number): Promise<Organisation[]> {
    const docs = await this.#organisations
      .find(filter as QueryFilter<OrganisationDocument>, withoutOutbox)
      .sort({ _id: 1 })
      .limit(limit)
      .lean<OrganisationDocument[]>();
    return docs.map(toEnrolled).map(({ entry }) => entry);
  }

  async *#foundBy(since: Date | undefined): AsyncGenerator<FoundBy> {
    const filter = since === undefined ? {} : { 'foundBy.at': { $gte: since } };
    const docs = this.#organisations
      .find(filter as QueryFilter<OrganisationDocument>, withoutOutbox)
      .lean<OrganisationDocument[]>()
      .cursor({ batchSize: 5000 });
    for await (const doc of docs) yield { id: doc._id, text: doc.foundBy?.text ?? searchedText(toEnrolled(doc).entry) };
  }

  /** A page in order of id after an id, of those whose names hold every word that was typed. */
  async list(filter: Filter, q: string, after: string, limit: number): Promise<Organisation[]> {
    const asked = {
      ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
      removed: { $exists: false },
    };
    const words = searchWords(q);
    if (words.length === 0) return this.#page({ ...asked, _id: { $gt: after } }, limit);
    const ids = (await this.#texts.idsWith(directory, words)).filter((id) => id > after);
    const found: Organisation[] = [];
    for (let start = 0; start < ids.length && found.length < limit; start += atATime) {
      const some = { ...asked, _id: { $in: ids.slice(start, start + atATime) } };
      found.push(...(await this.#page(some, limit - found.length)));
    }
    return found;
  }

  async countOfSite(siteId: string): Promise<number> {
    return this.#organisations.countDocuments({
      siteId,
      removed: { $exists: false },
    } as QueryFilter<OrganisationDocument>);
  }

  /** How many organisations are of each class. */
  async countByClass(): Promise<ReadonlyMap<string, number>> {
    const counts = await this.#organisations.aggregate<{ _id: string; offices: number }>([
      { $match: { removed: { $exists: false } } },
      { $group: { _id: '$class', offices: { $sum: 1 } } },
    ]);
    return new Map(counts.map(({ _id, offices }) => [_id, offices]));
  }

  /** Of one that is added. */
  get firstRevision(): number {
    return firstRevisionOf(this.#organisations);
  }

  /**
   * The same store, whose writes are told by whoever has it: many in one event. What is written is told only once that was
   * kept as well.
   */
  get untold(): Pick<OrganisationStore, 'outbox' | 'kept' | 'firstRevision' | 'insertMany' | 'save'> {
    const { outbox, firstRevision } = this;
    return {
      outbox,
      firstRevision,
      kept: (ids) => this.kept(ids),
      insertMany: (organisations, now) => this.insertMany(organisations, now, false),
      save: (organisation, revision) => this.#save(organisation, revision, []),
    };
  }

  /** The same store, which tells with a correction of the links that were made void with it. */
  telling(renewed: readonly RenewedLink[]): Pick<OrganisationStore, 'outbox' | 'insertMany' | 'save'> {
    return {
      outbox: this.outbox,
      insertMany: (organisations, now) => this.insertMany(organisations, now),
      save: (organisation, revision, now) => this.save(organisation, revision, now, { renewed }),
    };
  }

  /** Those that were not added, by their ids: enrolled already, or refused because their code is another's. */
  insertMany(
    organisations: readonly Organisation[],
    now: Date,
    telling = true,
  ): Promise<ReadonlyMap<string, NotInserted>> {
    const inserts = organisations.map(({ id, ...content }) => ({
      doc: {
        _id: id,
        ...content,
        ...(content.code !== undefined && { heldCode: codeKey(content.code) }),
        foundBy: foundBy({ id, ...content }),
      },
      events: telling
        ? eventsOf(
            { id, revision: 0 },
            [{ ...fact(OrganisationEnrolled, { organisation: { id, ...content } }), by: askedBy() }],
            now,
          )
        : [],
    }));
    return insertAggregates(this.#organisations, inserts);
  }

  /**
   * Returns its new revision. Throws conflict 'revision-conflict', or 'duplicate-key' where its code is another's. `undone`: into which it
   * was merged until now; `renewed`: the links of it that were made void with this.
   */
  save(
    organisation: Organisation,
    revision: number,
    now: Date,
    { undone, renewed = [] }: { readonly undone?: string | undefined; readonly renewed?: readonly RenewedLink[] } = {},
  ): Promise<number> {
    const facts = [
      fact(OrganisationEnrolled, { organisation, ...(renewed.length > 0 && { renewed: [...renewed] }) }),
      ...(undone === undefined ? [] : [fact(MergeUndone, { organisation, from: undone })]),
    ];
    const told = facts.map((each) => ({ ...each, by: askedBy() }));
    return this.#save(organisation, revision, eventsOf({ id: organisation.id, revision }, told, now));
  }

  #save({ id, ...content }: Organisation, revision: number, events: readonly EventEnvelope[]): Promise<number> {
    return saveAggregate(
      this.#organisations,
      { id, revision },
      {
        ...withEvery(Organisation.shape, content),
        removed: undefined,
        merged: undefined,
        heldCode: content.code === undefined ? undefined : codeKey(content.code),
        foundBy: foundBy({ id, ...content }),
      },
      events,
    );
  }

  /** Takes it out of the directory. Nobody is told: whoever removes it has seen that nothing hangs on it. */
  async remove(id: string, revision: number): Promise<void> {
    await saveAggregate(this.#organisations, { id, revision }, { removed: true, heldCode: undefined });
  }

  /** It leaves the directory for another office. */
  async merge(
    { entry, revision }: Enrolled<Organisation>,
    into: Organisation,
    merged: Merged,
    now: Date,
  ): Promise<void> {
    const told = { ...fact(OrganisationMerged, { organisation: entry, into, reason: merged.reason }), by: askedBy() };
    await saveAggregate(
      this.#organisations,
      { id: entry.id, revision },
      { removed: true, heldCode: undefined, merged },
      eventsOf({ id: entry.id, revision }, [told], now),
    );
  }

  /** Those that were merged into one of these. */
  mergedInto(ids: readonly string[]): Promise<Enrolled<Organisation>[]> {
    return this.#read({ 'merged.into': { $in: [...ids] } });
  }

  /** The one that stands for it in the directory: itself, or the one that it was merged into in the end. */
  async standingFor(id: string): Promise<Enrolled<Organisation> | undefined> {
    const seen = new Set<string>();
    for (let at = id; !seen.has(at);) {
      seen.add(at);
      const found = (await this.kept([at])).get(at);
      if (found?.merged === undefined) return found?.removed === true ? undefined : found;
      at = found.merged.into;
    }
    return undefined;
  }

  /** It and all that were merged into it, or that they were split from: whose past is its past. */
  async familyOf(id: string): Promise<ReadonlySet<string>> {
    const family = new Set<string>();
    for (let more: string[] = [id]; more.length > 0 && family.size < mostFamily;) {
      for (const each of more) family.add(each);
      const [own, merged] = [await this.kept(more), await this.mergedInto(more)];
      const before = [...own.values()].flatMap(({ entry }) => entry.splitFrom ?? []);
      more = [...before, ...merged.map(({ entry }) => entry.id)].filter((each) => !family.has(each));
    }
    return family;
  }

  async isAnyMerged(): Promise<boolean> {
    const merged = { 'merged.into': { $exists: true } } as QueryFilter<OrganisationDocument>;
    return (await this.#organisations.exists(merged)) !== null;
  }

  /** Those that left the directory for another, by what a list may still call them. */
  mergedAmong(called: {
    readonly ids: readonly string[];
    readonly codes: readonly string[];
    readonly names: readonly string[];
  }): Promise<Enrolled<Organisation>[]> {
    const { ids, codes, names } = called;
    return Promise.all(
      [{ _id: { $in: [...ids] } }, { code: { $in: [...codes] } }, { 'name.th': { $in: [...names] } }].map((filter) =>
        this.#read({ ...filter, 'merged.into': { $exists: true } }),
      ),
    ).then((found) => found.flat());
  }

  /** Lets go of a code before another takes it; whoever had it is to be saved with another right after. */
  async letGo({ id, code }: HeldCode): Promise<void> {
    const filter = { _id: id, heldCode: codeKey(code) } as QueryFilter<OrganisationDocument>;
    await this.#organisations.updateOne(filter, { $unset: { heldCode: 1 } });
  }

  /**
   * Those whose code is not held as it should be: written before codes were held, or left so by what was cut off. Once the
   * indexes stand.
   */
  async *unheld(): AsyncGenerator<HeldCode> {
    await this.#organisations.init();
    const docs = this.#organisations
      .find({ code: { $exists: true }, removed: { $exists: false } } as QueryFilter<OrganisationDocument>, {
        code: 1,
        heldCode: 1,
      })
      .lean<Pick<OrganisationDocument, '_id' | 'code' | 'heldCode'>[]>()
      .cursor({ batchSize: 5000 });
    for await (const { _id, code, heldCode } of docs)
      if (code !== undefined && codeKey(code) !== heldCode) yield { id: _id, code };
  }

  /** Whether it holds its code from now on; not where another does, or it has another code by now. */
  async hold({ id, code }: HeldCode): Promise<boolean> {
    const filter = { _id: id, code, removed: { $exists: false } } as QueryFilter<OrganisationDocument>;
    const written = await unlessThere(() =>
      this.#organisations.updateOne(filter, { $set: { heldCode: codeKey(code) } }),
    );
    return written !== undefined && written.matchedCount > 0;
  }
}
