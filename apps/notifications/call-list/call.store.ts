import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type Call } from '#contracts';
import { InjectConnection, text, unlessThere } from '#persistence';

type CallDocument = Omit<Call, 'id'> & { readonly _id: string };

const schema = new Schema<CallDocument>(
  { _id: text, invitationId: text, outcome: text, note: String, callAgainAt: String, at: text, by: text },
  { strict: 'throw', versionKey: false },
);
schema.index({ invitationId: 1, at: -1 });

const mostShown = 200;
const callOf = ({ _id, ...call }: CallDocument): Call => ({ ...call, id: _id });

/** The calls that were noted. They stay, whatever becomes of the call list. */
@Injectable()
export class CallStore {
  readonly #calls: Model<CallDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#calls = connection.model<CallDocument>('Call', schema, 'calls');
  }

  /** What is there under its id stays, and is what counts. */
  async keep({ id, ...call }: Call): Promise<Call> {
    await unlessThere(() => this.#calls.insertOne({ _id: id, ...call }));
    const kept = await this.#calls.findById(id).lean<CallDocument>().orFail();
    return callOf(kept);
  }

  async ofInvitation(invitationId: string): Promise<Call[]> {
    const docs = await this.#calls
      .find({ invitationId })
      .sort({ at: -1, _id: 1 })
      .limit(mostShown)
      .lean<CallDocument[]>();
    return docs.map(callOf);
  }
}
