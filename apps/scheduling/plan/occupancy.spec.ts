import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CheckCalendar, exampleCalendar } from '#contracts';
import { slotsOf } from '../calendar/calendar.module.js';
import { heldUntil, minutesTaken, Occupancy, type Occupied } from '../check/check.module.js';
import { planPlaces } from './plan.js';
import { type SiteToPlan } from './site-to-plan.js';

const at = (time: string): string => `2016-11-14T${time}:00.000Z`;
const slot = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) });
const held = (from: string, to: string, gapMinutes: number, room = 1): Occupied => {
  const place = slot(from, to);
  return { id: 'c', meetingId: 'm', siteId: 's', room, ...place, heldUntil: heldUntil(place, gapMinutes) };
};

describe('the rooms that are free in a slot', () => {
  it.each<[string, Occupied, number, number[]]>([
    ['a check with a longer gap holds its room into it', held('02:00', '02:20', 30), 0, [2]],
    ['that gap is over', held('02:00', '02:20', 20), 0, [1, 2]],
    ['its own calendar wants a longer gap than the check before it', held('02:00', '02:20', 0), 30, [2]],
    ['its own gap would reach into the check after it', held('03:10', '03:30', 0), 15, [2]],
    ['its own gap ends where the check after it begins', held('03:10', '03:30', 60), 10, [1, 2]],
  ])('when %s', (_what, check, gapMinutes, free) => {
    expect(new Occupancy([check]).freeRooms(slot('02:40', '03:00'), { rooms: 2, gapMinutes })).toEqual(free);
  });

  it('are those which nobody holds a minute of: plans of calendars with whatever gaps, slots and rooms meet no refusal and leave no place that would fit', () => {
    const calendars = fc.array(
      fc.record({
        slotMinutes: fc.integer({ min: 5, max: 40 }),
        gapMinutes: fc.integer({ min: 0, max: 40 }),
        rooms: fc.integer({ min: 1, max: 3 }),
        opens: fc.constantFrom('09:00', '09:10', '09:25'),
        sites: fc.integer({ min: 1, max: 6 }),
      }),
      { minLength: 2, maxLength: 4 },
    );
    fc.assert(
      fc.property(calendars, (list) => {
        const taken = new Set<string>();
        const occupied: Occupied[] = [];
        for (const [index, { slotMinutes, gapMinutes, rooms, opens, sites }] of list.entries()) {
          const calendar = CheckCalendar.parse({
            ...exampleCalendar,
            firstDay: '2016-11-14',
            lastDay: '2016-11-14',
            hours: [{ from: opens, to: '11:00' }],
            closedDays: [],
            slotMinutes,
            gapMinutes,
            rooms,
          });
          const slots = slotsOf(calendar, 'Asia/Bangkok');
          const wanted = Array.from({ length: sites }, (_each, number): SiteToPlan => ({
            siteId: `m${index}-${number}`,
            checks: [],
            status: 'unknown',
          }));
          const { places, unplaced } = planPlaces(wanted, slots, {
            calendar,
            timeZone: 'Asia/Bangkok',
            occupied,
            technicians: [],
          });
          for (const { siteId, place } of places) {
            // As the unique index over what is held has it.
            for (const minute of minutesTaken({ siteId, ...place }, gapMinutes)) {
              expect(taken.has(minute)).toBe(false);
              taken.add(minute);
            }
            occupied.push({
              id: siteId,
              meetingId: `m${index}`,
              siteId,
              ...place,
              heldUntil: heldUntil(place, gapMinutes),
            });
          }
          if (unplaced.length > 0)
            for (const each of slots) expect(new Occupancy(occupied).freeRooms(each, calendar)).toEqual([]);
        }
      }),
    );
  });
});
