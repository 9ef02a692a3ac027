import { describe, expect, it } from '@jest/globals';
import { daysOff } from './holidays.js';

const november = { from: '2016-11-01', to: '2016-12-31' };
const own = { name: { th: 'งานประจำปีจังหวัด' }, kind: 'own' as const };

describe('the days off', () => {
  it('are those that are known, where staff wrote nothing', () =>
    expect(daysOff([], november).map(({ day }) => day)).toEqual([
      '2016-12-05',
      '2016-12-10',
      '2016-12-12',
      '2016-12-31',
    ]));
  it('are what staff wrote of each day', () => {
    const written = [{ day: '2016-11-17', holiday: own }, { day: '2016-12-05', holiday: own }, { day: '2016-12-12' }];
    expect(daysOff(written, november).map(({ day, kind }) => `${day} ${kind}`)).toEqual([
      '2016-11-17 own',
      '2016-12-05 own',
      '2016-12-10 public',
      '2016-12-31 public',
    ]);
  });
});
