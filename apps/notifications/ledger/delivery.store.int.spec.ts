import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Connection } from 'mongoose';
import { connectMongo } from '#persistence';
import { type RunningMongo, startMongo } from '#testing';
import { type Delivery } from './delivery.js';
import { decide } from './delivery-decision.js';
import { evolve } from './delivery-steps.js';
import { DeliveryStore } from './delivery.store.js';
import { deliveryOf } from './new-delivery.js';

const now = '2016-11-11T02:00:00.000Z';
const planned = (recipientId: string): Delivery =>
  deliveryOf({ meetingId: 'm', recipientId, kind: 'reminder', ordinal: 1, language: 'th', dueAt: now }, 'c');
const lapsed = (before: Delivery) => ({
  before,
  after: evolve(before, decide(before, { do: 'lapse', reason: 'too long' })),
  events: [],
});

describe('a change of a delivery', () => {
  let mongo: RunningMongo;
  let connection: Connection;

  beforeAll(async () => {
    mongo = await startMongo();
  });
  beforeEach(async () => {
    connection = await connectMongo(mongo.url, mongo.database());
  });
  afterEach(() => connection.close());
  afterAll(() => mongo.stop());

  it('is whose write it was, also when another makes the very same, together with others or alone, on one replica or two', async () => {
    const [store, replica] = [new DeliveryStore(connection), new DeliveryStore(connection)];
    const [one, other] = [planned('one'), planned('other')];
    await store.insertAll([one, other]);
    expect(await store.save(lapsed(one))).toBe(true);
    expect(await store.save(lapsed(one))).toBe(false);
    expect(
      await Promise.all([replica.save(lapsed(one)), replica.save(lapsed(other)), replica.save(lapsed(other))]),
    ).toEqual([false, true, false]);
  });

  it('leaves no trace of whose it was in what is read', async () => {
    const store = new DeliveryStore(connection);
    const one = planned('one');
    await store.insertAll([one]);
    await store.save(lapsed(one));
    expect(await store.get(one.id)).toEqual(lapsed(one).after);
  });
});
