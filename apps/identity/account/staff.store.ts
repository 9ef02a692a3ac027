import { Injectable } from '@nestjs/common';
import { type Connection, type Model } from 'mongoose';
import { type Role, type Staff } from '#contracts';
import { type Aggregate, aggregateSchema, InjectConnection, insertAggregate, saveAggregate, text } from '#persistence';
import { notFound } from '#platform';
import { accountEmail } from './staff.js';

type StaffDocument = Aggregate & Omit<Staff, 'id'> & { readonly passwordHash: string };

export type Account = { readonly staff: Staff; readonly passwordHash: string; readonly revision: number };

const schema = aggregateSchema<StaffDocument>({
  email: text,
  name: text,
  roles: { type: [String], required: true },
  provinceCode: String,
  active: { type: Boolean, required: true },
  passwordHash: text,
});
schema.index({ email: 1 }, { unique: true });

const toStaff = ({ _id, email, name, roles, provinceCode, active }: StaffDocument): Staff => ({
  id: _id,
  email,
  name,
  roles,
  ...(provinceCode !== undefined && { provinceCode }),
  active,
});

@Injectable()
export class StaffStore {
  readonly #staff: Model<StaffDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#staff = connection.model<StaffDocument>('Staff', schema, 'staff');
  }

  insert({ id, ...content }: Staff, passwordHash: string): Promise<'inserted' | 'exists'> {
    return insertAggregate(this.#staff, { _id: id, ...content, passwordHash });
  }

  /** Throws conflict 'revision-conflict' if the account was changed meanwhile. */
  async save(
    at: { readonly id: string; readonly revision: number },
    changes: {
      name?: string;
      roles?: Role[];
      provinceCode?: string | undefined;
      active?: boolean;
      passwordHash?: string;
    },
  ): Promise<void> {
    await saveAggregate(this.#staff, at, changes);
  }

  /** An account as it is kept; throws not-found 'staff-not-found'. */
  async get(id: string): Promise<Account> {
    const doc = await this.#staff.findById(id).lean<StaffDocument | null>();
    if (doc === null) throw notFound('staff-not-found', { why: id });
    return { staff: toStaff(doc), passwordHash: doc.passwordHash, revision: doc.revision };
  }

  async activeAdministrators(): Promise<string[]> {
    const docs = await this.#staff.find({ roles: 'administrator', active: true }, { _id: 1 }).lean<{ _id: string }[]>();
    return docs.map(({ _id }) => _id);
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
