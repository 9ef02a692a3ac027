import { describe, expect, it } from '@jest/globals';
import { thaiHolidays } from './thai-holidays.js';

const of = (day: string) => thaiHolidays.find((each) => each.day === day);

describe('the days off that are known', () => {
  it('are those of the end of 2559 as offices had them', () => {
    const known = thaiHolidays.map(({ day }) => day).filter((day) => day >= '2016-10-01' && day <= '2016-12-30');
    expect(known).toEqual(['2016-10-14', '2016-10-23', '2016-10-24', '2016-12-05', '2016-12-10', '2016-12-12']);
    expect(of('2016-10-14')?.kind).toBe('cabinet');
    expect(of('2016-12-12')).toMatchObject({ kind: 'in-lieu', name: { en: 'In lieu of Constitution Day' } });
  });

  it('are had on the next day that is worked on where they fall on a weekend, each on one of its own', () => {
    expect(of('2026-06-01')?.kind).toBe('in-lieu');
    expect(of('2026-12-07')?.kind).toBe('in-lieu');
    // Asalha Bucha is a Sunday and Lent the Monday after it.
    expect(of('2027-07-20')?.name.en).toBe('In lieu of Asalha Bucha');
    expect(new Set(thaiHolidays.map(({ day }) => day)).size).toBe(thaiHolidays.length);
  });
});
