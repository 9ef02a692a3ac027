import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, text } from '#persistence';

type SessionDocument = {
  readonly _id: string;
  readonly staffId: string;
  readonly expiresAt: string;
  readonly removableAt: Date;
};

/** Both instants are the same, by the system's clock: one decides, by the other the database clears away. */
const schema = new Schema<SessionDocument>(
  { _id: text, staffId: text, expiresAt: text, removableAt: { type: Date, required: true } },
  { strict: 'throw', versionKey: false },
);
schema.index({ removableAt: 1 }, { expireAfterSeconds: 0 });
schema.index({ staffId: 1 });

@Injectable()
export class SessionStore {
  readonly #sessions: Model<SessionDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#sessions = connection.model<SessionDocument>('Session', schema, 'sessions');
  }

  async insert(hash: string, staffId: string, expiresAt: Date): Promise<void> {
    await this.#sessions.insertOne({ _id: hash, staffId, expiresAt: expiresAt.toISOString(), removableAt: expiresAt });
  }

  async find(hash: string): Promise<{ staffId: string; expiresAt: string } | undefined> {
    return (
      (await this.#sessions.findById(hash, { staffId: 1, expiresAt: 1 }).lean<SessionDocument | null>()) ?? undefined
    );
  }

  /** Gives back whose it was. */
  async remove(hash: string): Promise<string | undefined> {
    return (await this.#sessions.findOneAndDelete({ _id: hash }).lean<SessionDocument | null>())?.staffId;
  }

  /** All sessions of a member of staff but the one that is named; how many there were. */
  async removeAll(staffId: string, except?: string): Promise<number> {
    return (await this.#sessions.deleteMany({ staffId, ...(except !== undefined && { _id: { $ne: except } }) }))
      .deletedCount;
  }
}
