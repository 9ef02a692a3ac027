import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { MeetingCancelled } from '#contracts';
import { bootService, PlatformModule, type RunningService } from '#platform';
import { startMongo, type RunningMongo } from '#testing';
import {
  type Aggregate,
  aggregateSchema,
  eventOfWaiting,
  insertAggregate,
  insertAggregates,
  InjectConnection,
  outboxFilter,
  outboxModels,
  pendingEvent,
  PersistenceModule,
  retryOnConflict,
  saveAggregate,
} from './index.js';

type Seat = Aggregate & { readonly slot: string; readonly count: number; readonly note?: string };
const seatSchema = aggregateSchema<Seat>({
  slot: { type: String, required: true, unique: true },
  count: { type: Number, required: true },
  note: String,
});
const now = new Date('2016-11-09T03:00:00Z');
const event = (aggregateId: string, revision: number) =>
  pendingEvent({ contract: MeetingCancelled, aggregateId, revision, data: MeetingCancelled.example, now });

class SeatStore {
  readonly model: Model<Seat>;
  constructor(@InjectConnection() readonly connection: Connection) {
    this.model = connection.model<Seat>('Seat', seatSchema);
    connection.model('Note', new Schema({ text: String }));
  }
}
const config = { SALA_HOST: '127.0.0.1', SALA_HTTP_PORT: 0, SALA_LOG_LEVEL: 'silent' as const };

describe('aggregates', () => {
  let mongo: RunningMongo;
  let service: RunningService;
  let model: Model<Seat>;
  let connection: Connection;
  const read = (id: string) => model.findById(id).lean();

  beforeAll(async () => {
    mongo = await startMongo();
    @Module({
      imports: [
        PlatformModule.forRoot({ service: 'seats', config }),
        PersistenceModule.forRoot({ url: mongo.url, database: mongo.database() }),
      ],
      providers: [SeatStore],
    })
    class SeatModule {}
    service = await bootService({ service: 'seats', module: SeatModule, config });
    ({ model, connection } = service.app.get(SeatStore));
  });
  afterAll(async () => {
    await connection.dropDatabase();
    await service.close();
    await mongo.stop();
  });

  it('are kept with their events in one write, at the revision of the last event', async () => {
    await expect(
      insertAggregate(model, { _id: 'a', slot: 'a', count: 1 }, [event('a', 1), event('a', 2)]),
    ).resolves.toBe('inserted');
    expect(await read('a')).toMatchObject({ revision: 2, count: 1, outbox: [{ revision: 1 }, { revision: 2 }] });
  });

  it('hold each event whole, as it is told', async () => {
    const whole = event('whole', 1);
    await insertAggregate(model, { _id: 'whole', slot: 'whole', count: 1 }, [whole]);
    expect((await read('whole'))?.outbox.map(eventOfWaiting)).toEqual([whole]);
  });

  it('start at revision 1 without an event', async () => {
    await insertAggregate(model, { _id: 'b', slot: 'b', count: 1 });
    expect(await read('b')).toMatchObject({ revision: 1, outbox: [] });
  });

  it('are not written twice under one id', async () => {
    await insertAggregate(model, { _id: 'c', slot: 'c', count: 1 });
    await expect(insertAggregate(model, { _id: 'c', slot: 'c2', count: 99 })).resolves.toBe('exists');
    expect(await read('c')).toMatchObject({ count: 1 });
  });

  it('say which field another one has already', async () => {
    await insertAggregate(model, { _id: 'd', slot: 'd', count: 1 });
    await insertAggregate(model, { _id: 'd2', slot: 'd2', count: 1 });
    const taken = { kind: 'conflict', code: 'duplicate-key', details: { keys: ['slot'] } };
    await expect(insertAggregate(model, { _id: 'd3', slot: 'd', count: 1 })).rejects.toMatchObject(taken);
    await expect(saveAggregate(model, { id: 'd2', revision: 1 }, { slot: 'd' })).rejects.toMatchObject(taken);
    expect(await read('d2')).toMatchObject({ slot: 'd2', revision: 1 });
  });

  it('change only at the revision that was decided on, and keep the event with the change', async () => {
    await insertAggregate(model, { _id: 'e', slot: 'e', count: 1, note: 'first' });
    await expect(
      saveAggregate(model, { id: 'e', revision: 1 }, { count: 2, note: undefined }, [event('e', 2)]),
    ).resolves.toBe(2);
    await expect(saveAggregate(model, { id: 'e', revision: 1 }, { count: 3 }, [event('e', 2)])).rejects.toMatchObject({
      kind: 'conflict',
      code: 'revision-conflict',
    });
    const kept = await read('e');
    expect(kept).toMatchObject({ count: 2, revision: 2, outbox: [{ revision: 2 }] });
    expect(kept).not.toHaveProperty('note');
  });

  it('are inserted many at a time, each by itself: it is told of which nothing was written, and why', async () => {
    const seat = (id: string, slot: string) => ({ doc: { _id: id, slot, count: 1 }, events: [] });
    await insertAggregates(model, [seat('many-1', 'slot-many-1')]);
    const not = await insertAggregates(model, [
      seat('many-1', 'slot-many-9'),
      seat('many-2', 'slot-many-1'),
      seat('many-3', 'slot-many-3'),
    ]);
    expect([...not]).toEqual([
      ['many-1', 'exists'],
      ['many-2', 'refused'],
    ]);
    expect(await read('many-3')).toMatchObject({ revision: 1 });
    expect(await read('many-2')).toBeNull();
  });

  it('lose no change when many write at once and retry', async () => {
    await insertAggregate(model, { _id: 'f', slot: 'f', count: 0 });
    const addOne = () =>
      retryOnConflict(async () => {
        const seat = await read('f');
        if (seat === null) throw new Error('gone');
        return saveAggregate(model, { id: 'f', revision: seat.revision }, { count: seat.count + 1 }, [
          event('f', seat.revision + 1),
        ]);
      }, 50);
    const revisions = await Promise.all(Array.from({ length: 20 }, addOne));
    expect(new Set(revisions).size).toBe(20);
    const kept = await read('f');
    expect(kept).toMatchObject({ count: 20, revision: 21 });
    expect(kept?.outbox.map((each) => each.revision)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
  });

  it('refuse events whose revisions are not those of the write', async () => {
    await insertAggregate(model, { _id: 'g', slot: 'g', count: 1 });
    await expect(saveAggregate(model, { id: 'g', revision: 1 }, { count: 2 }, [event('g', 3)])).rejects.toThrow(
      /revision 3/,
    );
    await expect(insertAggregate(model, { _id: 'g2', slot: 'g2', count: 1 }, [event('g', 1)])).rejects.toThrow(
      /of g revision 1/,
    );
    expect(await read('g2')).toBeNull();
  });

  it('refuse a field that their schema does not know', async () => {
    await insertAggregate(model, { _id: 'h', slot: 'h', count: 1 });
    const misspelt = { cuont: 2 } as unknown as { count: number };
    await expect(saveAggregate(model, { id: 'h', revision: 1 }, misspelt)).rejects.toThrow(/cuont/);
    expect(await read('h')).toMatchObject({ revision: 1 });
  });

  it('are found by the relay as long as they have an event to publish, over an index of just these', async () => {
    expect(outboxModels(connection).map((each) => each.modelName)).toEqual(['Seat']);
    const waiting = await model.find(outboxFilter, { _id: 1 }).lean();
    expect(waiting.map((each) => each._id).sort()).toEqual(['a', 'e', 'f', 'whole']);
    const indexes = await model.collection.indexes();
    expect(indexes.find((index) => index.name === 'outbox')).toMatchObject({ partialFilterExpression: outboxFilter });
  });

  it('make the service ready, with their unique indexes in place', async () => {
    const report = await (await fetch(`${service.url}/health/ready`)).json();
    expect(report).toEqual({ ready: true, parts: [{ name: 'mongodb', ready: true }] });
  });
});

describe('the connection', () => {
  // A server that was given from outside is not ours to stop.
  (process.env.MONGODB_URL ? it.skip : it)('is reported as not ready when the server is gone', async () => {
    const mongo = await startMongo();
    @Module({
      imports: [
        PlatformModule.forRoot({ service: 'gone', config }),
        PersistenceModule.forRoot({ url: mongo.url, database: mongo.database() }),
      ],
    })
    class GoneModule {}
    const service = await bootService({ service: 'gone', module: GoneModule, config });
    await mongo.stop();
    const reply = await fetch(`${service.url}/health/ready`);
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({ ready: false, parts: [{ name: 'mongodb', ready: false }] });
    await service.close();
  });
});
