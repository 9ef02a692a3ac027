import { Injectable } from '@nestjs/common';
import { type Connection, type Model } from 'mongoose';
import { type Staff } from '#contracts';
import { type Aggregate, aggregateSchema, InjectConnection, insertAggregate, text } from '#persistence';
import { accountEmail } from './staff.js';

type StaffDocument = Aggregate & Omit<Staff, 'id'> & { readonly passwordHash: string };

const schema = aggregateSchema<StaffDocument>({
  email: text, name: text, roles: { type: [String], required: true }, provinceCode: String, active: { type: Boolean, required: true }, passwordHash: text,
});
schema.index({ email: 1 }, { unique: true });

const toStaff = ({ _id, email, name, roles, provinceCode, active }: StaffDocument): Staff => ({ id: _id, email, name, roles, ...(provinceCode !== undefined && { provinceCode }), active });

@Injectable()
export class StaffStore {
  readonly #staff: Model<StaffDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#staff = connection.model<StaffDocument>('Staff', schema, 'staff');
  }

  insert({ id, ...content }: Staff, passwordHash: string): Promise<'inserted' | 'exists'> {
    return insertAggregate(this.#staff, { _id: id, ...content, passwordHash });
  }

  async find(id: string): Promise<Staff | undefined> {
    const doc = await this.#staff.findById(id).lean<StaffDocument | null>();
    return doc === null ? undefined : toStaff(doc);
  }

  async findByEmail(email: string): Promise<{ staff: Staff; passwordHash: string } | undefined> {
    const doc = await this.#staff.findOne({ email: accountEmail(email) }).lean<StaffDocument | null>();
    return doc === null ? undefined : { staff: toStaff(doc), passwordHash: doc.passwordHash };
  }

  async list(): Promise<Staff[]> {
    return (await this.#staff.find().sort({ email: 1 }).lean<StaffDocument[]>()).map(toStaff);
  }
}
