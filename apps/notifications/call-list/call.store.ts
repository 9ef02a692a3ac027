import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter } from 'mongoose';
import { type Call } from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  type Fact,
  InjectConnection,
  insertAggregate,
  text,
  withoutOutbox,
} from '#persistence';

type CallDocument = Aggregate & Omit<Call, 'id'>;

const schema = aggregateSchema<CallDocument>({
  invitationId: text,
  outcome: text,
  note: String,
  callAgainAt: String,
  at: text,
  by: text,
});
schema.index({ invitationId: 1, at: -1 });

const mostShown = 200;
const callOf = ({ _id, revision: _revision, outbox: _outbox, ...call }: CallDocument): Call => ({ ...call, id: _id });

/** The calls that were noted. They stay, whatever becomes of the call list. */
@Injectable()
export class CallStore {
  readonly #calls: Model<CallDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#calls = connection.model<CallDocument>('Call', schema, 'calls');
  }

  /** What the relay is nudged with after a write. */
  get outbox(): { readonly modelName: string } {
    return this.#calls;
  }

  /** What is there under its id stays, and is what counts. */
  async keep({ id, ...call }: Call, noted: Fact, now: Date): Promise<Call> {
    await insertAggregate(this.#calls, { _id: id, ...call }, eventsOf({ id, revision: 0 }, [noted], now));
    const kept = await this.#calls.findById(id, withoutOutbox).lean<CallDocument>().orFail();
    return callOf(kept);
  }

  async ofInvitation(invitationId: string): Promise<Call[]> {
    const docs = await this.#calls
      .find({ invitationId } as QueryFilter<CallDocument>, withoutOutbox)
      .sort({ at: -1, _id: 1 })
      .limit(mostShown)
      .lean<CallDocument[]>();
    return docs.map(callOf);
  }
}
