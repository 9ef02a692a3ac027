import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { Technician } from '#contracts';
import { conflict } from '#platform';
import { InjectConnection, isDuplicateKey, plain, text } from '#persistence';

type TechnicianDocument = Omit<Technician, 'id'> & { readonly _id: string };

const schema = new Schema<TechnicianDocument>(
  {
    _id: text,
    name: text,
    phone: String,
    systems: { type: [String], required: true },
    shifts: { type: [plain({ weekdays: { type: [Number], required: true }, from: text, to: text })], required: true },
    absences: { type: [plain({ firstDay: text, lastDay: text, why: String })], required: true },
    mostPerDay: Number,
    active: { type: Boolean, required: true },
    revision: { type: Number, required: true },
  },
  { versionKey: false, strict: 'throw' },
);

@Injectable()
export class TechnicianStore {
  readonly #technicians: Model<TechnicianDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#technicians = connection.model<TechnicianDocument>('Technician', schema, 'technicians');
  }

  /** By name, as it is sorted by code points; who is no longer active too. */
  async list(): Promise<Technician[]> {
    const docs = await this.#technicians.find().sort({ _id: 1 }).lean<TechnicianDocument[]>();
    return docs.map(({ _id, ...content }) => Technician.parse({ id: _id, ...content }));
  }

  count(): Promise<number> {
    return this.#technicians.countDocuments();
  }

  /** Throws conflict 'revision-conflict' where it is no longer as whoever asks has seen it, or is there already. */
  async save(
    { id, ...content }: Omit<Technician, 'revision'>,
    expectedRevision: number | undefined,
  ): Promise<Technician> {
    if (expectedRevision === undefined) {
      try {
        await this.#technicians.insertOne({ _id: id, ...content, revision: 1 } as TechnicianDocument);
      } catch (error) {
        throw isDuplicateKey(error) ? conflict('revision-conflict', { why: id, cause: error }) : error;
      }
      return { id, ...content, revision: 1 };
    }
    const revision = expectedRevision + 1;
    const { matchedCount } = await this.#technicians.replaceOne({ _id: id, revision: expectedRevision }, {
      ...content,
      revision,
    } as TechnicianDocument);
    if (matchedCount === 0) throw conflict('revision-conflict', { why: id });
    return { id, ...content, revision };
  }
}
