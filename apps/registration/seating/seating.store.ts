import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import {
  type Aggregate,
  aggregateSchema,
  beginAggregate,
  eventsOf,
  type Fact,
  fromDocument,
  InjectConnection,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { correlationId, digestText, withCorrelation } from '#platform';
import { type SeatingRecord } from './seating.js';

type SeatingDocument = Aggregate & Omit<SeatingRecord, 'id' | 'revision'>;
/** A fact with the correlation id of the request that it comes from. */
export type ToldFact = Fact & { readonly correlationId?: string };

const schema = aggregateSchema<SeatingDocument>({
  meetingId: text,
  siteId: text,
  since: Number,
  // Made by a decision from what the contract has parsed.
  seated: { type: [Schema.Types.Mixed], required: true },
  waiting: { type: [Schema.Types.Mixed], required: true },
});
schema.index({ meetingId: 1, siteId: 1 }, { unique: true });

const seatingId = (meetingId: string, siteId: string): string => `seat-${digestText(`${meetingId}\n${siteId}`, 16)}`;

/** The seats of one hall at one meeting are one document: of two who want the last one, one is decided on what the other has left. */
@Injectable()
export class SeatingStore {
  readonly #seatings: Model<SeatingDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#seatings = connection.model<SeatingDocument>('Seating', schema, 'seatings');
  }

  /** What the relay is nudged with after a write. */
  get outbox(): { readonly modelName: string } {
    return this.#seatings;
  }

  async find(meetingId: string, siteId: string): Promise<SeatingRecord | undefined> {
    const doc = await this.#seatings
      .findById(seatingId(meetingId, siteId), withoutOutbox)
      .lean<SeatingDocument | null>();
    return doc === null ? undefined : fromDocument(doc);
  }

  async list(meetingId: string): Promise<SeatingRecord[]> {
    return (await this.#seatings.find({ meetingId }, withoutOutbox).lean<SeatingDocument[]>()).map(fromDocument);
  }

  /** Throws conflict 'revision-conflict' where another wrote it since `before` was read. */
  async save(
    before: SeatingRecord | undefined,
    hall: Omit<SeatingRecord, 'id' | 'revision'>,
    facts: readonly ToldFact[],
    now: Date,
  ): Promise<void> {
    const id = seatingId(hall.meetingId, hall.siteId);
    const from = before?.revision ?? 0;
    const events = facts.flatMap((told, index) =>
      withCorrelation(told.correlationId ?? correlationId(), () =>
        eventsOf({ id, revision: from + index }, [told], now),
      ),
    );
    if (before !== undefined) {
      const { seated, waiting, since } = hall;
      await saveAggregate(this.#seatings, before, { seated, waiting, since }, events);
      return;
    }
    await beginAggregate(this.#seatings, { _id: id, ...hall }, events);
  }
}
