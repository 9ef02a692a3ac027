import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import { type ImportRow, type ImportRowState, OrganisationsEnrolled } from '#contracts';
import { askedBy, fitting } from '#messaging';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  fact,
  InjectConnection,
  insertAggregates,
  type PackedText,
  packText,
  saveAggregate,
  unpackText,
  withoutOutbox,
} from '#persistence';
import { type ImportRecord } from './import.js';
import { figuresOf, type ImportPage, type NewPage, type PageFigures } from './import-page.js';
import { type EnrolledOffice, toldTogether } from './told-together.js';

/**
 * Pages of an attempt: what an earlier one has left is never seen, and goes when the next is begun. `last`: its last row's number.
 * `packed`: its rows, which are always read and written as one.
 */
type PageDocument = Aggregate
  & PageFigures & {
    readonly importId: string;
    readonly attempt: number;
    readonly number: number;
    readonly last: number;
    readonly packed: PackedText;
  };
type Reading = Pick<ImportRecord, 'id' | 'attempt'>;

const schema = aggregateSchema<PageDocument>({
  importId: { type: String, required: true },
  attempt: { type: Number, required: true },
  number: { type: Number, required: true },
  last: { type: Number, required: true },
  kept: { type: Number, required: true },
  undone: { type: Number, required: true },
  // Made by a decision from what the contract has parsed.
  states: Schema.Types.Mixed,
  packed: { type: Schema.Types.Mixed, required: true },
});
schema.index({ importId: 1, attempt: 1, number: 1 });

const packedRows = (text: string) => ({ packed: packText(text) });
const toPage = ({ _id: id, revision, number, packed }: PageDocument): ImportPage => ({
  id,
  revision,
  number,
  rows: JSON.parse(unpackText(packed)) as ImportRow[],
});

/** The rows of imports, page by page. What a page brought to the directory is told with what is noted of its rows, in one write. */
@Injectable()
export class ImportPageStore {
  readonly #pages: Model<PageDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#pages = connection.model<PageDocument>('ImportPage', schema, 'importpages');
  }

  /** What the relay is nudged with after a write. */
  get outbox(): { readonly modelName: string } {
    return this.#pages;
  }

  async insert({ id, attempt }: Reading, number: number, { rows, text }: NewPage): Promise<void> {
    const page = { _id: `${id}/${attempt}/${number}`, importId: id, attempt, number };
    await insertAggregates(this.#pages, [
      { doc: { ...page, last: rows.at(-1)?.number ?? 0, ...packedRows(text), ...figuresOf(rows) }, events: [] },
    ]);
  }

  async forgetOthers({ id, attempt }: Reading): Promise<void> {
    await this.#pages.deleteMany({ importId: id, attempt: { $ne: attempt } } as QueryFilter<PageDocument>);
  }

  /** Those of some numbers, in order. */
  of(reading: Reading, numbers: readonly number[]): Promise<ImportPage[]> {
    return this.#find(reading, { number: { $in: [...numbers] } }, numbers.length);
  }

  async #after(reading: Reading, number: number): Promise<ImportPage | undefined> {
    return (await this.#find(reading, { number: { $gt: number } }, 1))[0];
  }

  /** All of them, in order. */
  async *each(reading: Reading): AsyncGenerator<ImportPage> {
    for (let page = await this.#after(reading, 0); page !== undefined; page = await this.#after(reading, page.number))
      yield page;
  }

  /** Notes what became of its rows, and tells of the offices that are kept for it. Throws conflict 'revision-conflict'. */
  async note(
    page: ImportPage,
    rows: readonly ImportRow[],
    enrolled: readonly EnrolledOffice[],
    now: Date,
  ): Promise<void> {
    const facts = toldTogether(enrolled).map((organisations) => ({
      ...fact(OrganisationsEnrolled, { organisations }),
      by: askedBy(),
    }));
    await saveAggregate(
      this.#pages,
      page,
      { ...packedRows(JSON.stringify(rows)), ...figuresOf(rows) },
      eventsOf(page, facts, now),
    );
  }

  /** How many rows were kept, or undone. */
  async count({ id, attempt }: Reading, outcome: 'kept' | 'undone'): Promise<number> {
    const [counted] = await this.#pages.aggregate<{ rows: number }>([
      { $match: { importId: id, attempt } },
      { $group: { _id: null, rows: { $sum: `$${outcome}` } } },
    ]);
    return counted?.rows ?? 0;
  }

  /** Rows in the order of the file; fewer than asked for where they would be too large to send. */
  async list(
    reading: Reading,
    {
      state,
      after,
      limit,
    }: { readonly state?: ImportRowState | undefined; readonly after: number; readonly limit: number },
  ): Promise<{ readonly items: ImportRow[]; readonly next?: string }> {
    const found: ImportRow[] = [];
    const asked = state === undefined ? {} : { [`states.${state}`]: { $gt: 0 } };
    for (let from = after; found.length <= limit;) {
      const [page] = await this.#find(reading, { last: { $gt: from }, ...asked }, 1);
      const last = page?.rows.at(-1);
      if (page === undefined || last === undefined) break;
      found.push(...page.rows.filter((row) => row.number > after && (state === undefined || row.state === state)));
      from = last.number;
    }
    const items = fitting(found.slice(0, limit));
    const last = items.at(-1);
    return { items, ...(found.length > items.length && last && { next: String(last.number) }) };
  }

  async #find({ id, attempt }: Reading, filter: object, limit: number): Promise<ImportPage[]> {
    const docs = await this.#pages
      .find({ importId: id, attempt, ...filter } as QueryFilter<PageDocument>, withoutOutbox)
      .sort({ number: 1 })
      .limit(limit)
      .lean<PageDocument[]>();
    return docs.map(toPage);
  }
}
