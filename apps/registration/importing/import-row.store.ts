import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Collection, type Connection } from 'mongoose';
import { type ImportProblem, type ImportRow, type ImportRowState } from '#contracts';
import { fitting } from '#messaging';
import { InjectConnection } from '#persistence';
import { type ImportRecord } from './import.js';

/** Rows of an attempt: what an earlier one has left is never seen, and goes when the next is begun. */
type RowDocument = ImportRow & { readonly _id: string; readonly importId: string; readonly attempt: number };
type Reading = Pick<ImportRecord, 'id' | 'attempt'>;
type Filter = { readonly state?: ImportRowState };

const toRow = ({ _id, importId: _importId, attempt: _attempt, ...row }: RowDocument): ImportRow => row;

@Injectable()
export class ImportRowStore implements OnModuleInit {
  readonly #rows: Collection<RowDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#rows = connection.collection<RowDocument>('importrows');
  }

  async onModuleInit(): Promise<void> {
    await this.#rows.createIndex({ importId: 1, attempt: 1, number: 1 });
    await this.#rows.createIndex({ importId: 1, attempt: 1, state: 1, number: 1 });
  }

  async insert({ id, attempt }: Reading, rows: readonly ImportRow[]): Promise<void> {
    if (rows.length === 0) return;
    const docs = rows.map((row) => ({ ...row, _id: `${id}/${attempt}/${row.number}`, importId: id, attempt }));
    await this.#rows.insertMany(docs, { ordered: false });
  }

  async forgetOthers({ id, attempt }: Reading): Promise<void> {
    await this.#rows.deleteMany({ importId: id, attempt: { $ne: attempt } });
  }

  /** A page in the order of the file; fewer than asked for where they would be too large to send. */
  async list(
    reading: Reading,
    {
      state,
      after,
      limit,
    }: { readonly state?: ImportRowState | undefined; readonly after: number; readonly limit: number },
  ): Promise<{ readonly items: ImportRow[]; readonly next?: string }> {
    const found = await this.#page(reading, { ...(state !== undefined && { state }) }, after, limit + 1);
    const items = fitting(found.slice(0, limit));
    const last = items.at(-1);
    return { items, ...(found.length > items.length && last && { next: String(last.number) }) };
  }

  /**
   * The next rows after a number, in the order of the file, whatever is to become of them: asked for by their state they
   * would be sorted anew for each page, all that are left.
   */
  next(reading: Reading, after: number, limit: number): Promise<ImportRow[]> {
    return this.#page(reading, {}, after, limit);
  }

  async note({ id, attempt }: Reading, numbers: readonly number[], outcome: ImportRow['outcome']): Promise<void> {
    if (numbers.length === 0 || outcome === undefined) return;
    await this.#rows.updateMany({ importId: id, attempt, number: { $in: [...numbers] } }, { $set: { outcome } });
  }

  count({ id, attempt }: Reading, outcome: NonNullable<ImportRow['outcome']>): Promise<number> {
    return this.#rows.countDocuments({ importId: id, attempt, state: { $in: ['new', 'changed'] }, outcome });
  }

  /** Once: what is done again says it no second time. */
  async addProblem({ id, attempt }: Reading, number: number, problem: ImportProblem): Promise<void> {
    await this.#rows.updateOne({ importId: id, attempt, number }, { $addToSet: { problems: problem } });
  }

  async #page({ id, attempt }: Reading, filter: Filter, after: number, limit: number): Promise<ImportRow[]> {
    const docs = await this.#rows
      .find({ importId: id, attempt, ...filter, number: { $gt: after } } as object)
      .sort({ number: 1 })
      .limit(limit)
      .toArray();
    return docs.map(toRow);
  }
}
