import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Connection, type Model, Schema } from 'mongoose';
import { type RunningMongo, startMongo } from '#testing';
import { connectMongo } from './persistence.module.js';
import { type Projection, projectIfNewer, updateIfNewer } from './projection.js';

type Kept = Projection & {
  readonly said: string;
  readonly email?: string;
  readonly inner?: { readonly one: number; readonly two: number };
};
const schema = new Schema<Kept>(
  { _id: String, revision: Number, said: String, email: String, inner: Schema.Types.Mixed },
  { strict: 'throw', versionKey: false },
);

describe('what is kept of another’s aggregate', () => {
  let mongo: RunningMongo;
  let connection: Connection;
  let kept: Model<Kept>;
  const now = () => kept.findById('a').lean<Kept | null>();

  beforeAll(async () => {
    mongo = await startMongo();
    connection = await connectMongo(mongo.url, mongo.database());
    kept = connection.model<Kept>('Kept', schema, 'kept');
  });
  beforeEach(() => kept.deleteMany({}));
  afterAll(async () => {
    await connection.close();
    await mongo.stop();
  });

  it('is what the newest event says, in whatever order and however often they come', async () => {
    const applied = [];
    for (const revision of [2, 1, 2, 4, 3])
      applied.push(await projectIfNewer(kept, 'a', revision, { said: `${revision}` }));
    expect(applied).toEqual([true, false, false, true, false]);
    expect(await now()).toEqual({ _id: 'a', revision: 4, said: '4' });
  });

  it('ends at the newest when all come at once', async () => {
    const applied = await Promise.all(
      [3, 1, 5, 2, 4, 5].map((revision) => projectIfNewer(kept, 'a', revision, { said: `${revision}` })),
    );
    expect(applied.filter((each) => each).length).toBeGreaterThan(0);
    expect(await now()).toEqual({ _id: 'a', revision: 5, said: '5' });
  });

  it('loses a field that is said to be gone, and is changed within by paths', async () => {
    await projectIfNewer(kept, 'a', 1, { said: 'x', email: 'a@office.example', inner: { one: 1, two: 2 } });
    await projectIfNewer(kept, 'a', 2, { email: undefined, 'inner.two': 3 });
    expect(await now()).toEqual({ _id: 'a', revision: 2, said: 'x', inner: { one: 1, two: 3 } });
  });

  it('is not begun by what must be known already', async () => {
    expect(await updateIfNewer(kept, 'a', 1, { said: 'x' })).toBe(false);
    expect(await now()).toBeNull();
    await projectIfNewer(kept, 'a', 1, { said: 'x' });
    expect([
      await updateIfNewer(kept, 'a', 1, { said: 'y' }),
      await updateIfNewer(kept, 'a', 2, { said: 'z' }),
    ]).toEqual([false, true]);
    expect(await now()).toEqual({ _id: 'a', revision: 2, said: 'z' });
  });

  it('takes what was kept before it had a revision for older', async () => {
    await kept.collection.insertOne({ _id: 'a', said: 'old' } as never);
    expect(await updateIfNewer(kept, 'a', 1, { said: 'new' })).toBe(true);
  });
});
