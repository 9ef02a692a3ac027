import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import mongoose, { type Connection, Schema, Types } from 'mongoose';
import { startEmbeddedMongo, type EmbeddedMongo } from '../index.js';
import { refusal } from './served.js';

interface Attendee {
  name: string;
  email?: string;
}
interface Office {
  name: string;
  code: string;
  province: Types.ObjectId;
  seats: number;
  state: 'invited' | 'answered';
  attendees: Attendee[];
  contact: { phone?: string; tags: string[] };
  extra: Map<string, number>;
  answeredAt?: Date;
}

describe('mongoose, as services use it', () => {
  let server: EmbeddedMongo;
  let connection: Connection;
  beforeAll(async () => {
    server = await startEmbeddedMongo({ memory: true });
    connection = await mongoose
      .createConnection(server.url, { dbName: 'mongoose', serverSelectionTimeoutMS: 5000 })
      .asPromise();
  });
  afterAll(async () => {
    await connection.close();
    await server.stop();
  });

  const provinceSchema = new Schema({ name: { type: String, required: true } });
  const officeSchema = new Schema<Office>(
    {
      name: { type: String, required: true, trim: true, maxlength: 40 },
      code: { type: String, required: true, unique: true },
      province: { type: Schema.Types.ObjectId, ref: 'Province', required: true },
      seats: { type: Number, min: 0, default: 2 },
      state: { type: String, enum: ['invited', 'answered'], default: 'invited' },
      attendees: [new Schema<Attendee>({ name: { type: String, required: true }, email: String })],
      contact: { phone: String, tags: [String] },
      extra: { type: Map, of: Number },
      answeredAt: Date,
    },
    { timestamps: true, optimisticConcurrency: true },
  );
  officeSchema.index({ state: 1, answeredAt: -1 });
  officeSchema.index(
    { 'contact.phone': 1 },
    { unique: true, partialFilterExpression: { 'contact.phone': { $exists: true } } },
  );

  const models = () => ({
    Province: connection.models.Province ?? connection.model('Province', provinceSchema),
    Office:
      (connection.models.Office as mongoose.Model<Office> | undefined)
      ?? connection.model<Office>('Office', officeSchema),
  });
  let province: Types.ObjectId;
  const make = (code: string, more: Partial<Office> = {}) =>
    models().Office.create({ name: `Office ${code}`, code, province, ...more });

  beforeEach(async () => {
    const { Province, Office } = models();
    await connection.dropDatabase();
    await Province.init();
    await Office.syncIndexes();
    province = new Types.ObjectId();
    await Province.create({ _id: province, name: 'Tak' });
  });

  it('makes the indexes of the schema', async () => {
    const names = Object.keys(await models().Office.collection.indexInformation());
    expect(names.sort()).toEqual(['_id_', 'code_1', 'contact.phone_1', 'state_1_answeredAt_-1']);
    expect(await models().Office.diffIndexes()).toMatchObject({ toDrop: [], toCreate: [] });
  });

  it('validates, sets defaults and keeps timestamps', async () => {
    const office = await make('a');
    expect(office).toMatchObject({ seats: 2, state: 'invited', __v: 0 });
    expect(await refusal(make('', { seats: -1 }))).toMatchObject({ name: 'ValidationError' });
    const found = await models().Office.findById(office._id).orFail();
    expect(found.get('createdAt')).toBeInstanceOf(Date);
    expect(found.toObject()).toEqual(office.toObject());
  });

  it('populates references', async () => {
    await make('a');
    const found = await models()
      .Office.findOne({ code: 'a' })
      .populate<{ province: { name: string } }>('province')
      .orFail();
    expect(found.province.name).toBe('Tak');
  });

  it('changes sub-documents, arrays and maps, and raises __v', async () => {
    const office = await make('a', { attendees: [{ name: 'One' }, { name: 'Two' }] });
    office.attendees[0]!.email = 'one@a.example';
    office.attendees.push({ name: 'Three' });
    office.set('extra', new Map([['chairs', 4]]));
    await office.save();
    office.attendees.splice(1, 1);
    office.contact.tags.push('north');
    await office.save();
    const found = await models().Office.findById(office._id).lean().orFail();
    expect(found.attendees.map(({ name, email }) => [name, email])).toEqual([
      ['One', 'one@a.example'],
      ['Three', undefined],
    ]);
    expect(found).toMatchObject({ contact: { tags: ['north'] }, extra: { chairs: 4 }, __v: 2 });
  });

  it('refuses to save over a newer version', async () => {
    const office = await make('a');
    const other = await models().Office.findById(office._id).orFail();
    other.seats = 5;
    await other.save();
    office.seats = 6;
    expect(await refusal(office.save())).toMatchObject({ name: 'VersionError' });
    expect((await models().Office.findById(office._id).orFail()).seats).toBe(5);
  });

  it('updates by findOneAndUpdate, upserts, and writes in bulk', async () => {
    const { Office } = models();
    await make('a');
    const updated = await Office.findOneAndUpdate(
      { code: 'a', state: 'invited' },
      { $set: { state: 'answered', answeredAt: new Date(5) }, $push: { attendees: { name: 'One' } }, $inc: { __v: 1 } },
      { returnDocument: 'after', runValidators: true },
    );
    expect(updated).toMatchObject({ state: 'answered', __v: 1, attendees: [{ name: 'One' }] });
    expect(await Office.findOneAndUpdate({ code: 'a', state: 'invited' }, { $set: { seats: 9 } })).toBeNull();
    const upserted = await Office.findOneAndUpdate(
      { code: 'b' },
      { $set: { name: 'B', province } },
      { upsert: true, returnDocument: 'after', setDefaultsOnInsert: true },
    ).orFail();
    expect(upserted).toMatchObject({ code: 'b', seats: 2, state: 'invited' });
    const result = await Office.bulkWrite([
      { updateOne: { filter: { code: 'a' }, update: { $set: { seats: 7 } } } },
      { updateOne: { filter: { code: 'c' }, update: { $set: { name: 'C', province } }, upsert: true } },
      { insertOne: { document: { name: 'D', code: 'd', province } } },
      { deleteOne: { filter: { code: 'b' } } },
    ]);
    expect(result).toMatchObject({ modifiedCount: 1, upsertedCount: 1, insertedCount: 1, deletedCount: 1 });
    expect((await Office.find().sort('code').lean()).map(({ code, seats }) => [code, seats])).toEqual([
      ['a', 7],
      ['c', 2],
      ['d', 2],
    ]);
  });

  it('says which unique key is taken', async () => {
    await make('a', { contact: { phone: '02', tags: [] } });
    expect(await refusal(make('a'))).toMatchObject({ code: 11000, keyPattern: { code: 1 }, keyValue: { code: 'a' } });
    expect(await refusal(make('b', { contact: { phone: '02', tags: [] } }))).toMatchObject({
      code: 11000,
      keyPattern: { 'contact.phone': 1 },
      keyValue: { 'contact.phone': '02' },
    });
    await make('c');
    await make('d');
    const many = await refusal(
      models().Office.insertMany(
        [
          { name: 'E', code: 'e', province },
          { name: 'A', code: 'a', province },
          { name: 'F', code: 'f', province },
        ],
        { ordered: false },
      ),
    );
    expect(many).toMatchObject({ code: 11000 });
    expect(await models().Office.countDocuments({ code: { $in: ['e', 'f'] } })).toBe(2);
  });

  it('queries, counts, tells existence, walks a cursor and aggregates', async () => {
    const { Office } = models();
    for (let n = 0; n < 30; n++)
      await make(`o${String(n).padStart(2, '0')}`, { seats: n % 3, state: n % 2 ? 'answered' : 'invited' });
    expect(
      await Office.find({ seats: { $gte: 1 }, state: 'answered' })
        .sort({ code: -1 })
        .skip(1)
        .limit(2)
        .select('code -_id')
        .lean(),
    ).toEqual([{ code: 'o25' }, { code: 'o23' }]);
    expect(await Office.countDocuments({ code: /^o1/ })).toBe(10);
    expect(await Office.exists({ code: 'o05' })).not.toBeNull();
    expect(await Office.distinct('seats')).toEqual([0, 1, 2]);
    let seen = 0;
    for await (const office of Office.find().batchSize(7).cursor()) seen += office.seats >= 0 ? 1 : 0;
    expect(seen).toBe(30);
    expect(
      await Office.aggregate([
        { $match: { province } },
        { $group: { _id: '$state', n: { $sum: 1 }, seats: { $sum: '$seats' } } },
        { $sort: { _id: 1 } },
      ]),
    ).toEqual([
      { _id: 'answered', n: 15, seats: 15 },
      { _id: 'invited', n: 15, seats: 15 },
    ]);
  });

  it('works in a session without a transaction', async () => {
    const session = await connection.startSession();
    const [office] = await models().Office.create([{ name: 'S', code: 's', province }], { session });
    expect(await models().Office.findById(office!._id).session(session)).not.toBeNull();
    await session.endSession();
  });

  it('drops what it does not find any more', async () => {
    const office = await make('a');
    await office.deleteOne();
    expect(await models().Office.findById(office._id)).toBeNull();
    expect(await models().Office.deleteMany({ code: 'a' })).toMatchObject({ deletedCount: 0 });
  });
});
