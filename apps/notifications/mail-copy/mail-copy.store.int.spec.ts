import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Connection } from 'mongoose';
import { connectMongo } from '#persistence';
import { type RunningMongo, startMongo } from '#testing';
import { deliveryOf, mailKeyOf } from '../ledger/ledger.module.js';
import { MailCopyStore } from './mail-copy.store.js';

const now = new Date('2016-11-11T02:00:00.000Z');
const delivery = deliveryOf(
  { meetingId: 'm', recipientId: 'r', kind: 'reminder', ordinal: 1, language: 'th', dueAt: now.toISOString() },
  'c',
);
const saying = (text: string) => ({ from: 'sala@ega.example', to: 'a@x.example', raw: Buffer.from(text) });

describe('the copy of a mail', () => {
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

  it('is one worker’s of those who hope to hand it over, by the same store or another, until it is known who does; a later one takes its place, an earlier one never', async () => {
    const [store, replica] = [new MailCopyStore(connection), new MailCopyStore(connection)];
    const said = async (): Promise<string> => String(await store.raw(mailKeyOf(delivery)));
    const keep = (by: MailCopyStore, text: string, revision: number, turn = text, isWon = false): Promise<boolean> =>
      by.keep(delivery, saying(text), now, { revision, turn, isWon });
    const kept = await Promise.all([keep(store, 'one', 3), keep(store, 'two', 3), keep(replica, 'three', 3)]);
    expect(kept.filter(Boolean)).toHaveLength(1);
    const first = ['one', 'two', 'three'][kept.indexOf(true)] ?? '';
    expect(await said()).toBe(first);

    // Its connection proved dead, and it is handed over on another.
    expect(await keep(store, 'the same again', 3, first)).toBe(true);
    // It was another's to hand over.
    expect(await keep(replica, 'won', 3, 'four', true)).toBe(true);
    expect(await keep(store, 'the same again', 3, first)).toBe(false);
    expect(await keep(store, 'later', 5)).toBe(true);
    expect(await keep(replica, 'won', 3, 'four', true)).toBe(false);
    expect(await said()).toBe('later');
  });

  it('takes the place of one from before copies said whose they are', async () => {
    const store = new MailCopyStore(connection);
    const by = { revision: 3, isWon: false };
    await store.keep(delivery, saying('old'), now, { ...by, turn: 'one' });
    await connection.collection('mailcopies').updateMany({}, { $unset: { revision: '', turn: '' } });
    expect(await store.keep(delivery, saying('new'), now, { ...by, turn: 'two' })).toBe(true);
    expect(String(await store.raw(mailKeyOf(delivery)))).toBe('new');
  });
});
