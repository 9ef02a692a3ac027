import { Injectable } from '@nestjs/common';
import { type Connection, type Model } from 'mongoose';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  type Fact,
  InjectConnection,
  insertAggregate,
  text,
} from '#persistence';

type DecisionDocument = Aggregate & { readonly meetingId: string; readonly decision: string; readonly at: string };

const schema = aggregateSchema<DecisionDocument>({ meetingId: text, decision: text, at: text });

/** What people decided on mails that were overdue, for the history of their meeting. */
@Injectable()
export class OverdueDecisionStore {
  readonly #decisions: Model<DecisionDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#decisions = connection.model<DecisionDocument>('OverdueDecision', schema, 'overdue-decisions');
  }

  get model(): { readonly modelName: string } {
    return this.#decisions;
  }

  /** The same press is one decision. */
  async keep(id: string, meetingId: string, decision: string, facts: readonly Fact[], now: Date): Promise<void> {
    const doc = { _id: id, meetingId, decision, at: now.toISOString() };
    await insertAggregate(this.#decisions, doc, eventsOf({ id, revision: 0 }, facts, now));
  }
}
