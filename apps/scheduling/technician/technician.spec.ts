import { describe, expect, it } from '@jest/globals';
import { exampleTechnician, type Technician } from '#contracts';
import { isOnDuty, knows } from './technician.js';

const bangkok = 'Asia/Bangkok';
const who = (changes: Partial<Technician>): Technician => ({ ...exampleTechnician, absences: [], ...changes });
/** On Monday 14 November 2016, by the clocks of Bangkok. */
const slot = (from: string, to: string, day = '2016-11-14') => ({
  startsAt: new Date(`${day}T${from}:00+07:00`).toISOString(),
  endsAt: new Date(`${day}T${to}:00+07:00`).toISOString(),
});
const weekdays = [1, 2, 3, 4, 5];

describe('a technician', () => {
  it.each<[string, Partial<Technician>, ReturnType<typeof slot>, boolean]>([
    ['works from the start of a shift', {}, slot('08:30', '08:50'), true],
    ['does not begin before it', {}, slot('08:29', '08:49'), false],
    ['works to its end', {}, slot('16:10', '16:30'), true],
    ['does not work past it', {}, slot('16:11', '16:31'), false],
    ['is off on a Saturday', {}, slot('09:00', '09:20', '2016-11-19'), false],
    [
      'works whenever the calendar is open where no shift is named',
      { shifts: [] },
      slot('02:00', '02:20', '2016-11-19'),
      true,
    ],
    [
      'works through shifts that touch',
      {
        shifts: [
          { weekdays, from: '09:00', to: '10:00' },
          { weekdays, from: '10:00', to: '11:00' },
        ],
      },
      slot('09:50', '10:10'),
      true,
    ],
    [
      'does not work between shifts',
      {
        shifts: [
          { weekdays, from: '13:00', to: '16:00' },
          { weekdays, from: '09:00', to: '12:00' },
        ],
      },
      slot('11:50', '13:10'),
      false,
    ],
    ['works to midnight', { shifts: [{ weekdays, from: '20:00', to: '24:00' }] }, slot('23:40', '23:59'), true],
    [
      'is away on the first day of an absence',
      { absences: [{ firstDay: '2016-11-14', lastDay: '2016-11-15' }] },
      slot('09:00', '09:20'),
      false,
    ],
    [
      'is away on its last day',
      { absences: [{ firstDay: '2016-11-13', lastDay: '2016-11-14' }] },
      slot('09:00', '09:20'),
      false,
    ],
    [
      'is back the day after',
      { absences: [{ firstDay: '2016-11-12', lastDay: '2016-11-13' }] },
      slot('09:00', '09:20'),
      true,
    ],
    ['who has left tests nobody', { active: false }, slot('09:00', '09:20'), false],
  ])('%s', (_what, changes, at, on) => expect(isOnDuty(who(changes), at, bangkok)).toBe(on));

  it('knows what is named, and all of it where nothing is', () => {
    expect(knows(who({ systems: ['h323', 'sip'] }), ['sip'])).toBe(true);
    expect(knows(who({ systems: ['h323'] }), ['h323', 'web'])).toBe(false);
    expect(knows(who({ systems: [] }), ['web'])).toBe(true);
    expect(knows(who({ systems: ['web'] }), [])).toBe(true);
  });
});
