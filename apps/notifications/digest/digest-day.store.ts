import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, text } from '#persistence';

type DayDocument = { readonly _id: string; readonly day: string };

const schema = new Schema<DayDocument>({ _id: text, day: text }, { strict: 'throw', versionKey: false });

/** Up to which day the digests of each meeting are planned. */
@Injectable()
export class DigestDayStore {
  readonly #days: Model<DayDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#days = connection.model<DayDocument>('DigestDay', schema, 'digest-days');
  }

  async of(meetingIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const docs = await this.#days.find({ _id: { $in: [...meetingIds] } }).lean<DayDocument[]>();
    return new Map(docs.map(({ _id, day }) => [_id, day]));
  }

  async done(meetingId: string, day: string): Promise<void> {
    await this.#days.updateOne({ _id: meetingId }, { $set: { day } }, { upsert: true });
  }
}
