import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { unavailable } from '#platform';
import { isDatabaseAway } from './database-away.js';

const answered = (code: number) => new mongoose.mongo.MongoServerError({ message: 'refused', code });

describe('a database that can’t be reached', () => {
  it.each([
    new mongoose.mongo.MongoNetworkError('connection closed'),
    new mongoose.mongo.MongoNotConnectedError('not connected'),
    answered(11600),
    answered(10107),
  ])('is known by what the driver and a stopping server say: %s', (error) => expect(isDatabaseAway(error)).toBe(true));

  it.each([
    answered(11000),
    answered(22),
    unavailable('service-unavailable'),
    new Error('connection closed'),
    undefined,
  ])('is not what anything else says: %s', (error) => expect(isDatabaseAway(error)).toBe(false));
});
