import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type AheadWhyNot } from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  type Fact,
  InjectConnection,
  insertAggregate,
  retryOnConflict,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { AppError, unavailable } from '#platform';

export type Outcome = { readonly planned: number; readonly left: Readonly<Partial<Record<AheadWhyNot, number>>> };
/** Somebody had a reminder sent. `number` counts the meeting's; `outcome` stands once all of its mails are planned. */
export type Press = {
  readonly id: string;
  readonly meetingId: string;
  readonly number: number;
  readonly at: string;
  readonly invitationIds: readonly string[];
  readonly outcome?: Outcome;
};
type PressDocument = Aggregate & Omit<Press, 'id'>;

const schema = aggregateSchema<PressDocument>({
  meetingId: text,
  number: { type: Number, required: true },
  at: text,
  invitationIds: { type: [String], required: true },
  outcome: Schema.Types.Mixed,
});
schema.index({ meetingId: 1, number: 1 }, { unique: true });

const triesForNumber = 20;
const isTaken = (error: unknown): boolean => error instanceof AppError && error.code === 'duplicate-key';

/** Reminders sent by hand. */
@Injectable()
export class PressStore {
  readonly #presses: Model<PressDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#presses = connection.model<PressDocument>('HandReminder', schema, 'hand-reminders');
  }

  get model(): { readonly modelName: string } {
    return this.#presses;
  }

  /** Keeps it under the meeting's next number; what is there under its id stays, and is what counts. */
  async keep({ id, ...press }: Omit<Press, 'number' | 'outcome'>): Promise<Press> {
    for (let attempt = 0; attempt < triesForNumber; attempt += 1) {
      const there = await this.#presses.findById(id, withoutOutbox).lean<PressDocument | null>();
      if (there !== null) return pressOf(there);
      const last = await this.#presses
        .findOne({ meetingId: press.meetingId }, { number: 1 })
        .sort({ number: -1 })
        .lean<Pick<PressDocument, 'number'> | null>();
      const number = (last?.number ?? 0) + 1;
      try {
        await insertAggregate(this.#presses, { _id: id, ...press, number });
      } catch (error) {
        // Another press took the number in between: then the next one is looked for.
        if (!isTaken(error)) throw error;
      }
    }
    throw unavailable('ordinal-taken', { why: id });
  }

  /** All of its mails are planned. Said once. */
  async done(id: string, outcome: Outcome, facts: readonly Fact[], now: Date): Promise<Outcome> {
    return retryOnConflict(async () => {
      const press = await this.#presses.findById(id, withoutOutbox).lean<PressDocument>().orFail();
      if (press.outcome !== undefined) return press.outcome;
      const { revision } = press;
      await saveAggregate(this.#presses, { id, revision }, { outcome }, eventsOf({ id, revision }, facts, now));
      return outcome;
    });
  }

  /** Those that something cut short. */
  async unfinished(): Promise<Press[]> {
    const docs = await this.#presses
      .find({ outcome: { $exists: false } }, withoutOutbox)
      .sort({ _id: 1 })
      .limit(20)
      .lean<PressDocument[]>();
    return docs.map(pressOf);
  }
}

const pressOf = ({ _id, meetingId, number, at, invitationIds, outcome }: PressDocument): Press => ({
  id: _id,
  meetingId,
  number,
  at,
  invitationIds,
  ...(outcome !== undefined && { outcome }),
});
