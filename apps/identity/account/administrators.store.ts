import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, text, unlessThere } from '#persistence';

type Roll = { readonly _id: 'administrators'; readonly ids: readonly string[] };
const _id = 'administrators';
const schema = new Schema<Roll>(
  { _id: text, ids: { type: [String], required: true } },
  { strict: 'throw', versionKey: false },
);

/**
 * The active administrators in one document, so that the database itself refuses to take the last one off: two who leave
 * at once are two writes to it, and the second finds nobody else. It may lack somebody after a crash, which only makes it
 * stricter; whoever is saved as an active administrator is put on it.
 */
@Injectable()
export class AdministratorsStore {
  readonly #roll: Model<Roll>;

  constructor(@InjectConnection() connection: Connection) {
    this.#roll = connection.model<Roll>('Administrators', schema, 'administrators');
  }

  /** Begins the roll with those who are administrators already; one that is there stays. */
  async begin(ids: readonly string[]): Promise<void> {
    await unlessThere(() => this.#roll.insertOne({ _id, ids: [...ids] }));
  }

  async add(id: string): Promise<void> {
    await this.#roll.updateOne({ _id }, { $addToSet: { ids: id } }, { upsert: true });
  }

  /** Takes somebody off; false, and nothing done, if nobody else is on it. */
  async take(id: string): Promise<boolean> {
    return (
      (await this.#roll.updateOne({ _id, ids: { $elemMatch: { $ne: id } } }, { $pull: { ids: id } })).matchedCount === 1
    );
  }
}
