import { Injectable } from '@nestjs/common';
import { type Connection, type Model } from 'mongoose';
import { HistoryNoted, type HistoryNote } from '#contracts';
import { askedBy } from '#messaging';
import {
  type Aggregate,
  aggregateSchema,
  beginAggregate,
  eventsOf,
  fact,
  fromDocument,
  InjectConnection,
  plain,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { digestText } from '#platform';
import { type HallRecord } from './halls.js';

export type KeptHall = HallRecord & { readonly id: string; readonly meetingId: string; readonly revision: number };
type HallDocument = Aggregate & Omit<KeptHall, 'id' | 'revision'>;

const schema = aggregateSchema<HallDocument>({
  meetingId: text,
  siteId: text,
  presiding: { type: plain({ name: text, position: String }), default: undefined },
  doneAt: String,
});
schema.index({ meetingId: 1, siteId: 1 }, { unique: true });

const noted = (note: HistoryNote) => ({ ...fact(HistoryNoted, note), by: askedBy() });
const hallId = (meetingId: string, siteId: string): string => `hall-${digestText(`${meetingId}\n${siteId}`, 16)}`;

@Injectable()
export class HallStore {
  readonly #halls: Model<HallDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#halls = connection.model<HallDocument>('Hall', schema, 'halls');
  }

  /** What the relay is nudged with after a write. */
  get outbox(): { readonly modelName: string } {
    return this.#halls;
  }

  async find(meetingId: string, siteId: string): Promise<KeptHall | undefined> {
    const doc = await this.#halls.findById(hallId(meetingId, siteId), withoutOutbox).lean<HallDocument | null>();
    return doc === null ? undefined : fromDocument(doc);
  }

  async list(meetingId: string): Promise<KeptHall[]> {
    return (await this.#halls.find({ meetingId }, withoutOutbox).lean<HallDocument[]>()).map(fromDocument);
  }

  /** Throws conflict 'revision-conflict' where another wrote it since `before` was read. */
  async save(
    before: KeptHall | undefined,
    hall: Omit<KeptHall, 'id' | 'revision'>,
    note: HistoryNote,
    now: Date,
  ): Promise<void> {
    if (before !== undefined) {
      const changes = { presiding: hall.presiding, doneAt: hall.doneAt };
      await saveAggregate(this.#halls, before, changes, eventsOf(before, [noted(note)], now));
      return;
    }
    const id = hallId(hall.meetingId, hall.siteId);
    const events = eventsOf({ id, revision: 0 }, [noted(note)], now);
    await beginAggregate(this.#halls, { _id: id, ...hall }, events);
  }
}
