import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type MessageLeftOut } from '#contracts';
import { InjectConnection, text } from '#persistence';

type State = 'waiting' | 'handed-over' | MessageLeftOut;
/** A short message that goes beside a reminder; its id is the reminder's. */
export type PlannedMessage = {
  readonly id: string;
  readonly meetingId: string;
  readonly invitationId: string;
  readonly dueAt: string;
};
/** `settledAt`: when that became of it; not known of one that was settled before this was kept. */
export type KeptMessage = PlannedMessage & { readonly state: State; readonly settledAt?: string };
type MessageDocument = Omit<KeptMessage, 'id'> & { readonly _id: string };

const schema = new Schema<MessageDocument>(
  { _id: text, meetingId: text, invitationId: text, dueAt: text, state: text, settledAt: String },
  { strict: 'throw', versionKey: false },
);
schema.index({ state: 1, dueAt: 1 });
schema.index({ invitationId: 1 });

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

  /** Those that are due, but of some meetings, the oldest first. */
  async due(now: string, but: readonly string[] = []): Promise<PlannedMessage[]> {
    const docs = await this.#messages
      .find({ state: 'waiting', dueAt: { $lte: now }, ...(but.length > 0 && { meetingId: { $nin: [...but] } }) })
      .sort({ dueAt: 1, _id: 1 })
      .limit(atOnce)
      .lean<MessageDocument[]>();
    return docs.map(({ _id, meetingId, invitationId, dueAt }) => ({ id: _id, meetingId, invitationId, dueAt }));
  }

  async ofInvitation(invitationId: string): Promise<KeptMessage[]> {
    const docs = await this.#messages.find({ invitationId }).sort({ dueAt: 1, _id: 1 }).lean<MessageDocument[]>();
    return docs.map(({ _id, ...message }) => ({ id: _id, ...message }));
  }

  async settle(id: string, state: Exclude<State, 'waiting'>, settledAt: string): Promise<void> {
    await this.#messages.updateOne({ _id: id, state: 'waiting' }, { $set: { state, settledAt } });
  }
}
