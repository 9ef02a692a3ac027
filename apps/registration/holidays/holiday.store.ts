import { Injectable } from '@nestjs/common';
import { type Connection, type Model } from 'mongoose';
import { HolidayChanged } from '#contracts';
import {
  type Aggregate,
  aggregateSchema,
  beginAggregate,
  bilingual,
  eventsOf,
  fact,
  fromDocument,
  InjectConnection,
  plain,
  saveAggregate,
  text,
  withoutOutbox,
} from '#persistence';
import { type WrittenDay } from './holidays.js';

export type KeptDay = { readonly id: string; readonly revision: number; readonly holiday?: WrittenDay['holiday'] };
type HolidayDocument = Aggregate & Pick<KeptDay, 'holiday'>;

const schema = aggregateSchema<HolidayDocument>({
  holiday: { type: plain({ name: bilingual, kind: text }), default: undefined },
});
const changed = (day: string, holiday: WrittenDay['holiday']) =>
  fact(HolidayChanged, { day, off: holiday !== undefined });

/** What staff wrote of days; one that was off and is worked on after all stays, or it would be off again by what is known. */
@Injectable()
export class HolidayStore {
  readonly #days: Model<HolidayDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#days = connection.model<HolidayDocument>('Holiday', schema, 'holidays');
  }

  /** What the relay is nudged with after a write. */
  get outbox(): { readonly modelName: string } {
    return this.#days;
  }

  async find(day: string): Promise<KeptDay | undefined> {
    const doc = await this.#days.findById(day, withoutOutbox).lean<HolidayDocument | null>();
    return doc === null ? undefined : fromDocument(doc);
  }

  async all(): Promise<WrittenDay[]> {
    const docs = await this.#days.find({}, withoutOutbox).sort({ _id: 1 }).lean<HolidayDocument[]>();
    return docs.map(({ _id, holiday }) => ({ day: _id, holiday }));
  }

  /** Throws conflict 'revision-conflict' where another wrote it since `before` was read. */
  async save(before: KeptDay | undefined, { day, holiday }: WrittenDay, now: Date): Promise<void> {
    const facts = [changed(day, holiday)];
    if (before !== undefined) {
      await saveAggregate(this.#days, before, { holiday }, eventsOf(before, facts, now));
      return;
    }
    const events = eventsOf({ id: day, revision: 0 }, facts, now);
    await beginAggregate(this.#days, { _id: day, ...(holiday && { holiday }) }, events);
  }
}
