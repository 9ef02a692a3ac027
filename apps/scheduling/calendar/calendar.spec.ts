import { describe, expect, it } from '@jest/globals';
import { CheckCalendar, exampleCalendar } from '#contracts';
import { bookableSlots, slotsOf } from './calendar.js';

const calendar = (changes: Partial<CheckCalendar> = {}): CheckCalendar => CheckCalendar.parse({ ...exampleCalendar, ...changes });
const bangkok = 'Asia/Bangkok';

describe('the slots of a calendar', () => {
  it('lie on a grid of slot and gap within the hours', () => {
    const day = slotsOf(calendar({ firstDay: '2016-11-14', lastDay: '2016-11-14' }), bangkok);
    expect(day).toHaveLength(12);
    expect(day[0]).toEqual({ startsAt: '2016-11-14T02:00:00.000Z', endsAt: '2016-11-14T02:20:00.000Z' });
    expect(day[1]?.startsAt).toBe('2016-11-14T02:30:00.000Z');
    expect(day.at(-1)).toEqual({ startsAt: '2016-11-14T08:30:00.000Z', endsAt: '2016-11-14T08:50:00.000Z' });
  });

  it('leave closed days out', () => {
    const days = new Set(slotsOf(calendar({ closedDays: ['2016-11-19', '2016-11-20'] }), bangkok).map((slot) => slot.startsAt.slice(0, 10)));
    expect([...days]).toEqual(['2016-11-14', '2016-11-15', '2016-11-16', '2016-11-17', '2016-11-18', '2016-11-21', '2016-11-22']);
  });

  it('hold no slot that would end after the hours', () => {
    expect(slotsOf(calendar({ firstDay: '2016-11-14', lastDay: '2016-11-14', hours: [{ from: '09:00', to: '09:19' }] }), bangkok)).toEqual([]);
  });

  it('name a slot once where the hours overlap', () => {
    const hours = [{ from: '09:00', to: '10:00' }, { from: '09:00', to: '11:00' }];
    expect(slotsOf(calendar({ firstDay: '2016-11-14', lastDay: '2016-11-14', hours }), bangkok)).toHaveLength(4);
  });

  it('keep wall-clock hours across a change of clocks', () => {
    const starts = slotsOf(calendar({ firstDay: '2026-10-24', lastDay: '2026-10-25', hours: [{ from: '09:00', to: '09:30' }] }), 'Europe/Berlin');
    expect(starts.map((slot) => slot.startsAt)).toEqual(['2026-10-24T07:00:00.000Z', '2026-10-25T08:00:00.000Z']);
  });

  it('can be booked with half an hour’s notice and not into the meeting', () => {
    const meeting = { timeZone: bangkok, startsAt: '2016-11-22T07:30:00.000Z' };
    const slots = bookableSlots(calendar(), meeting, new Date('2016-11-21T08:00:00.000Z'));
    expect(slots[0]?.startsAt).toBe('2016-11-21T08:30:00.000Z');
    expect(slots.at(-1)?.startsAt).toBe('2016-11-22T07:00:00.000Z');
  });
});
