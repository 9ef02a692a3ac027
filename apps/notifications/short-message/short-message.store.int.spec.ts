import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Connection } from 'mongoose';
import { connectMongo } from '#persistence';
import { type RunningMongo, startMongo } from '#testing';
import { ShortMessageStore } from './short-message.store.js';

const now = '2016-11-11T02:00:00.000Z';

describe('short messages that are due', () => {
  let mongo: RunningMongo;
  let connection: Connection;

  beforeAll(async () => {
    mongo = await startMongo();
    connection = await connectMongo(mongo.url, mongo.database());
  });
  afterAll(async () => {
    await connection.close();
    await mongo.stop();
  });

  it('of one meeting come however many of another, which is paused, were due before', async () => {
    const store = new ShortMessageStore(connection);
    const message = (meetingId: string, index: number, dueAt: string) => ({
      id: `${meetingId}.${index}.reminder.1`,
      meetingId,
      invitationId: `${meetingId}-${index}`,
      dueAt,
    });
    const many = Array.from({ length: 250 }, (_each, index) => message('paused', index, '2016-11-10T02:00:00.000Z'));
    await store.plan([...many, message('other', 1, now), message('other', 2, '2016-11-11T02:00:01.000Z')]);
    expect((await store.due(now, ['paused'])).map(({ invitationId }) => invitationId)).toEqual(['other-1']);
    expect((await store.due(now)).every(({ meetingId }) => meetingId === 'paused')).toBe(true);
  });
});
