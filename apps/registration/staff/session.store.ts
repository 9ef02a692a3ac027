import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, text } from '#persistence';
import { SystemClock } from '#platform';

type SessionDocument = { readonly _id: string; readonly staffId: string; readonly expiresAt: string; readonly removableAt: Date };

/**
 * `expiresAt` is by the meeting's clock and decides; `removableAt` is by the system's, since the database goes by that
 * when it clears away what nobody can use any more.
 */
const schema = new Schema<SessionDocument>({ _id: text, staffId: text, expiresAt: text, removableAt: { type: Date, required: true } }, { strict: 'throw', versionKey: false });
schema.index({ removableAt: 1 }, { expireAfterSeconds: 0 });

@Injectable()
export class SessionStore {
  readonly #sessions: Model<SessionDocument>;
  readonly #system = new SystemClock();

  constructor(@InjectConnection() connection: Connection) {
    this.#sessions = connection.model<SessionDocument>('Session', schema, 'sessions');
  }

  async insert(hash: string, staffId: string, expiresAt: Date, lifetimeMs: number): Promise<void> {
    const removableAt = new Date(this.#system.now().getTime() + lifetimeMs);
    await this.#sessions.insertOne({ _id: hash, staffId, expiresAt: expiresAt.toISOString(), removableAt });
  }

  async find(hash: string): Promise<{ staffId: string; expiresAt: string } | undefined> {
    return (await this.#sessions.findById(hash, { staffId: 1, expiresAt: 1 }).lean<SessionDocument | null>()) ?? undefined;
  }

  async remove(hash: string): Promise<void> {
    await this.#sessions.deleteOne({ _id: hash });
  }
}
