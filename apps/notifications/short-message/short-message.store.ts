import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, text } from '#persistence';

/** Why one was not sent after all. */
export type Dropped = 'needless' | 'too-late' | 'no-mobile' | 'no-channel';
type State = 'waiting' | 'handed-over' | Dropped;
/** A short message that goes beside a reminder; its id is the reminder's. */
export type PlannedMessage = {
  readonly id: string;
  readonly meetingId: string;
  readonly invitationId: string;
  readonly dueAt: string;
};
type MessageDocument = Omit<PlannedMessage, 'id'> & { readonly _id: string; readonly state: State };

const schema = new Schema<MessageDocument>(
  { _id: text, meetingId: text, invitationId: text, dueAt: text, state: text },
  { strict: 'throw', versionKey: false },
);
schema.index({ state: 1, dueAt: 1 });

const atOnce = 200;

/** Short messages to offices, and what became of them. */
@Injectable()
export class ShortMessageStore {
  readonly #messages: Model<MessageDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#messages = connection.model<MessageDocument>('ShortMessage', schema, 'short-messages');
  }

  /** Planning the same again changes nothing. */
  async plan(messages: readonly PlannedMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await this.#messages.bulkWrite(
      messages.map(({ id, ...message }) => ({
        updateOne: {
          filter: { _id: id },
          update: { $setOnInsert: { ...message, state: 'waiting' as const } },
          upsert: true,
        },
      })),
    );
  }

  /** Those that are due, the oldest first. */
  async due(now: string): Promise<PlannedMessage[]> {
    const docs = await this.#messages
      .find({ state: 'waiting', dueAt: { $lte: now } })
      .sort({ dueAt: 1, _id: 1 })
      .limit(atOnce)
      .lean<MessageDocument[]>();
    return docs.map(({ _id, meetingId, invitationId, dueAt }) => ({ id: _id, meetingId, invitationId, dueAt }));
  }

  async settle(id: string, state: Exclude<State, 'waiting'>): Promise<void> {
    await this.#messages.updateOne({ _id: id, state: 'waiting' }, { $set: { state } });
  }
}
