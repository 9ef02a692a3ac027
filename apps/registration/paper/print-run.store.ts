import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Collection, type Connection } from 'mongoose';
import { InjectConnection, unlessThere } from '#persistence';
import { notFound } from '#platform';
import { isWorking, type PrintRunRecord, workingStates, workKeyOf } from './print-run.js';

/** `workKey` is there while it is being made. */
type PrintRunDocument = Omit<PrintRunRecord, 'id'> & { readonly _id: string; readonly workKey?: string };
const toRecord = ({ _id, workKey: _workKey, ...rest }: PrintRunDocument): PrintRunRecord => ({ ...rest, id: _id });
const mostListed = 20;

@Injectable()
export class PrintRunStore implements OnModuleInit {
  readonly #runs: Collection<PrintRunDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#runs = connection.collection<PrintRunDocument>('printruns');
  }

  async onModuleInit(): Promise<void> {
    await this.#runs.createIndex(
      { workKey: 1 },
      { unique: true, partialFilterExpression: { workKey: { $exists: true } } },
    );
    await this.#runs.createIndex({ meetingId: 1, startedAt: -1 });
  }

  /** Throws not-found 'print-run-not-found'. */
  async get(printRunId: string): Promise<PrintRunRecord> {
    const doc = await this.#runs.findOne({ _id: printRunId });
    if (doc === null) throw notFound('print-run-not-found');
    return toRecord(doc);
  }

  async list(meetingId: string): Promise<PrintRunRecord[]> {
    const docs = await this.#runs.find({ meetingId }).sort({ startedAt: -1, _id: 1 }).limit(mostListed).toArray();
    return docs.map(toRecord);
  }

  async working(): Promise<PrintRunRecord[]> {
    const docs = await this.#runs
      .find({ state: { $in: [...workingStates] } })
      .sort({ startedAt: 1 })
      .limit(mostListed)
      .toArray();
    return docs.map(toRecord);
  }

  /** Keeps a new one, unless the same is being made: then it is that one. */
  async begin({ id, ...run }: PrintRunRecord): Promise<PrintRunRecord> {
    const workKey = workKeyOf(run);
    for (;;) {
      if ((await unlessThere(() => this.#runs.insertOne({ _id: id, ...run, workKey }))) !== undefined)
        return { id, ...run };
      const there = await this.#runs.findOne({ workKey });
      if (there !== null) return toRecord(there);
    }
  }

  /** Changes it while it is being made; undefined once it has ended. */
  async save(id: string, changes: Partial<Omit<PrintRunRecord, 'id'>>): Promise<PrintRunRecord | undefined> {
    const ends = changes.state !== undefined && !isWorking({ state: changes.state });
    const doc = await this.#runs.findOneAndUpdate(
      { _id: id, state: { $in: [...workingStates] } },
      { $set: changes, ...(ends && { $unset: { workKey: 1 as const } }) },
      { returnDocument: 'after' },
    );
    return doc === null ? undefined : toRecord(doc);
  }
}
