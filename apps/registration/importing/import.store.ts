import { Injectable } from '@nestjs/common';
import { type Collection, type Connection } from 'mongoose';
import { InjectConnection, unlessThere } from '#persistence';
import { conflict, notFound } from '#platform';
import { type Columns } from './columns.js';
import { type ImportRecord, workingStates } from './import.js';

type ImportDocument = Omit<ImportRecord, 'id'> & { readonly _id: string };
type ColumnsDocument = { readonly _id: string; readonly columns: Columns };

const toRecord = ({ _id, ...rest }: ImportDocument): ImportRecord => ({ ...rest, id: _id });
const mostListed = 50;
const isInHand = { inHand: { $exists: true } };
const working = [{ state: { $in: [...workingStates] } }, { state: 'stopped' as const, ...isInHand }];
/** After how long a page that was in hand when its import failed is tried once more. */
const triedAgainAfterMs = 10 * 60_000;

/** Imports, and how lists with the same headings were read the last time. */
@Injectable()
export class ImportStore {
  readonly #imports: Collection<ImportDocument>;
  readonly #columns: Collection<ColumnsDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#imports = connection.collection<ImportDocument>('imports');
    this.#columns = connection.collection<ColumnsDocument>('importcolumns');
  }

  async find(importId: string): Promise<ImportRecord | undefined> {
    const doc = await this.#imports.findOne({ _id: importId });
    return doc === null ? undefined : toRecord(doc);
  }

  /** Throws not-found 'import-not-found'. */
  async get(importId: string): Promise<ImportRecord> {
    const record = await this.find(importId);
    if (record === undefined) throw notFound('import-not-found', { values: { id: importId } });
    return record;
  }

  async list(): Promise<ImportRecord[]> {
    const docs = await this.#imports.find({}).sort({ startedAt: -1, _id: 1 }).limit(mostListed).toArray();
    return docs.map(toRecord);
  }

  /** Those with work to do, the oldest first: also one that was stopped, or failed a while ago, when a page of it was being kept. */
  async working(now: Date): Promise<ImportRecord[]> {
    const failed = {
      state: 'failed' as const,
      ...isInHand,
      changedAt: { $lt: new Date(now.getTime() - triedAgainAfterMs).toISOString() },
    };
    const docs = await this.#imports
      .find({ $or: [...working, failed] })
      .sort({ changedAt: 1 })
      .limit(mostListed)
      .toArray();
    return docs.map(toRecord);
  }

  /** Those of these whose files are still read: received, waiting for a decision, or being kept. */
  async stillRead(importIds: readonly string[]): Promise<string[]> {
    const docs = await this.#imports
      .find({ _id: { $in: [...importIds] }, state: { $in: ['received', 'waiting', 'committing'] } })
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    return docs.map(({ _id }) => _id);
  }

  countWorking(): Promise<number> {
    return this.#imports.countDocuments({ $or: working });
  }

  async insert({ id, ...content }: ImportRecord): Promise<void> {
    await unlessThere(() => this.#imports.insertOne({ _id: id, ...content }));
  }

  /**
   * Changes it if it is still in the state and attempt that was decided on.
   * @throws conflict 'revision-conflict' if it is not
   */
  async save(
    { id, state, attempt }: Pick<ImportRecord, 'id' | 'state' | 'attempt'>,
    changes: Partial<Omit<ImportRecord, 'id'>>,
  ): Promise<ImportRecord> {
    const entries = Object.entries(changes);
    const gone = entries.filter(([, value]) => value === undefined).map(([name]) => [name, ''] as const);
    const doc = await this.#imports.findOneAndUpdate(
      { _id: id, state, attempt },
      {
        $set: Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
        ...(gone.length > 0 && { $unset: Object.fromEntries(gone) }),
      },
      { returnDocument: 'after' },
    );
    if (doc === null) throw conflict('revision-conflict', { why: `import ${id}` });
    return toRecord(doc);
  }

  /** Nothing is in hand any more of one that was stopped, or failed, and so many rows are kept of it. */
  async countEnded({ id, attempt }: Pick<ImportRecord, 'id' | 'attempt'>, kept: number): Promise<void> {
    await this.#imports.updateOne(
      { _id: id, attempt, state: { $in: ['stopped', 'failed'] } },
      { $max: { 'counts.handled': kept }, $unset: { inHand: '' } },
    );
  }

  async rememberedColumns(headingsKey: string): Promise<Columns | undefined> {
    return (await this.#columns.findOne({ _id: headingsKey }))?.columns;
  }

  async rememberColumns(headingsKey: string, columns: Columns): Promise<void> {
    await this.#columns.updateOne({ _id: headingsKey }, { $set: { columns } }, { upsert: true });
  }
}
