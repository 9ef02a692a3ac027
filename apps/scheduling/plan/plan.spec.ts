import { describe, expect, it } from '@jest/globals';
import { type Check, CheckCalendar, exampleCalendar, exampleCheck, type ReadinessStatus } from '#contracts';
import { slotsOf } from '../calendar/calendar.module.js';
import { type Centre } from './open-slots.js';
import { planPlaces, portions } from './plan.js';
import { needsCheck, type SiteToPlan } from './site-to-plan.js';

describe('the plan', () => {
  const calendar = CheckCalendar.parse({
    ...exampleCalendar,
    firstDay: '2016-11-14',
    lastDay: '2016-11-14',
    hours: [{ from: '09:00', to: '10:00' }],
    rooms: 1,
  });
  const slots = slotsOf(calendar, 'Asia/Bangkok');
  const centre = (occupied: Centre['occupied'], of: CheckCalendar): Centre => ({
    calendar: of,
    timeZone: 'Asia/Bangkok',
    occupied,
    technicians: [],
  });
  const check = (changes: Partial<Check>): Check => ({ ...exampleCheck, ...changes });
  const fresh = (siteId: string): SiteToPlan => ({ siteId, checks: [], status: 'unknown' });

  it.each<[ReadinessStatus, boolean]>([
    ['unknown', true],
    ['booked', false],
    ['passed', false],
    ['failed', true],
    ['stale', true],
  ])('finds a slot for a site that is %s: %s', (status, needed) => expect(needsCheck({ status })).toBe(needed));

  it('gives each site a place of its own and says which did not fit', () => {
    const { places, unplaced } = planPlaces(['a', 'b', 'c'].map(fresh), slots, centre([], calendar));
    expect(places.map(({ place: each }) => each.startsAt)).toEqual(slots.map((slot) => slot.startsAt));
    expect(unplaced).toEqual([{ siteId: expect.any(String), reason: 'no-free-slot' }]);
  });

  it('serves a re-check before a first check, after the failure', () => {
    const failed: SiteToPlan = {
      siteId: 'z',
      status: 'failed',
      checks: [check({ state: 'failed', startsAt: slots[0]?.startsAt ?? '', endsAt: slots[0]?.endsAt ?? '' })],
    };
    const { places, unplaced } = planPlaces([fresh('a'), fresh('b'), failed], slots, centre([], calendar));
    expect(places).toContainEqual({ siteId: 'z', place: { ...slots[1], room: 1 } });
    expect(unplaced).toHaveLength(1);
  });

  it('leaves taken rooms alone, also those of an older grid', () => {
    const across = {
      ...check({ startsAt: '2016-11-14T02:10:00.000Z', endsAt: '2016-11-14T02:25:00.000Z', room: 1 }),
      heldUntil: '2016-11-14T02:25:00.000Z',
    };
    expect(planPlaces([fresh('a')], slots, centre([across], calendar)).places).toEqual([]);
    expect(planPlaces([fresh('a')], slots, centre([across], { ...calendar, rooms: 2 })).places[0]?.place.room).toBe(2);
  });

  it('gives a site no place in which it is busy by its dossier, also where a slot only touches that', () => {
    const [first, second] = slots;
    if (first === undefined || second === undefined) throw new Error('two slots are needed');
    const busy = [{ from: '2016-11-14T02:19:00.000Z', to: second.startsAt }];
    const place = { ...second, room: 1 };
    expect(planPlaces([{ ...fresh('a'), busy }], slots, centre([], calendar)).places).toEqual([{ siteId: 'a', place }]);
    const whole = [{ from: first.startsAt, to: slots.at(-1)?.endsAt ?? '' }];
    expect(planPlaces([{ ...fresh('a'), busy: whole }, fresh('b')], slots, centre([], calendar))).toMatchObject({
      places: [{ siteId: 'b' }],
      unplaced: [{ siteId: 'a', reason: 'no-free-slot' }],
    });
  });

  it('makes a big plan in portions, re-checks first, with every place used once', () => {
    const again: SiteToPlan = { siteId: 'again', status: 'failed', checks: [check({ state: 'failed' })] };
    const sites = [
      ...Array.from({ length: 650 }, (_each, index) => fresh(`s${index}`)),
      again,
      { ...fresh('done'), status: 'passed' as const },
    ];
    expect(portions(sites).map((portion) => portion.length)).toEqual([300, 300, 51]);
    expect(portions(sites)[0]?.[0]).toBe(again);
    expect(portions([])).toEqual([]);
  });

  it('says when no slot is left at all', () => {
    expect(planPlaces([fresh('a')], [], centre([], calendar)).unplaced).toEqual([
      { siteId: 'a', reason: 'no-time-left' },
    ]);
  });
});
