import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { type DaysOff, KnownBriefly, thaiHolidays } from '#platform';
import { InjectConnection } from './connection.js';
import { text } from './document.js';
import { projectIfNewer, type Projection } from './projection.js';

type DayDocument = Projection & { readonly off: boolean };

const schema = new Schema<DayDocument>(
  { _id: text, off: { type: Boolean, required: true }, revision: Number },
  { strict: 'throw', versionKey: false },
);
const known: DaysOff = new Set(thaiHolidays.map(({ day }) => day));
/** How old what is known of them may be where times are looked up one after the other. */
const knownForMs = 25;

/** The days off, beside Saturdays and Sundays: those that are known, and what registration told of since. */
@Injectable()
export class DayOffStore {
  readonly #days: Model<DayDocument>;
  readonly #all = new KnownBriefly(async (): Promise<DaysOff> => {
    const all = new Set(known);
    for (const { _id, off } of await this.#days.find().lean<DayDocument[]>()) {
      if (off) all.add(_id);
      else all.delete(_id);
    }
    return all;
  });

  constructor(@InjectConnection() connection: Connection) {
    this.#days = connection.model<DayDocument>('DayOff', schema, 'days-off');
  }

  all(): Promise<DaysOff> {
    return this.#all.get(knownForMs);
  }

  /** @returns whether this was news */
  async keep(day: string, revision: number, off: boolean): Promise<boolean> {
    const news = await projectIfNewer(this.#days, day, revision, { off });
    this.#all.forget();
    return news;
  }
}
