import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Check, CheckCalendar, exampleCalendar, exampleCheck, type Technician } from '#contracts';
import { slotsOf } from '../calendar/calendar.module.js';
import { heldUntil, minutesTaken, type Occupied, type Place } from '../check/check.module.js';
import { isOnDuty, knows } from '../technician/technician.module.js';
import { bestPlaces } from './one-place.js';
import { propose, type SiteToPropose, type Standing } from './proposal.js';
import { isBusyIn } from './site-to-plan.js';

const timeZone = 'Asia/Bangkok';
const meetingId = 'egov-readiness-2559';
const calendarOf = (changes: Partial<CheckCalendar> = {}): CheckCalendar =>
  CheckCalendar.parse({
    ...exampleCalendar,
    firstDay: '2016-11-14',
    lastDay: '2016-11-15',
    hours: [{ from: '09:00', to: '11:00' }],
    rooms: 2,
    ...changes,
  });
const technician = (id: string, changes: Partial<Technician> = {}): Technician => ({
  id,
  name: id,
  systems: [],
  shifts: [],
  absences: [],
  active: true,
  revision: 1,
  ...changes,
});
const slots = slotsOf(calendarOf(), timeZone);
const checkAt = (siteId: string, slot: number, changes: Partial<Check> = {}): Check => ({
  ...exampleCheck,
  id: `chk-${siteId}`,
  meetingId,
  siteId,
  startsAt: slots[slot]?.startsAt ?? '',
  endsAt: slots[slot]?.endsAt ?? '',
  room: 1,
  ...changes,
});
const site = (siteId: string, checks: Check[] = [], changes: Partial<SiteToPropose> = {}): SiteToPropose => ({
  siteId,
  siteName: { th: siteId },
  checks,
  status: checks.some(({ state }) => state === 'booked') ? 'booked' : 'unknown',
  busy: [],
  systems: [],
  ...changes,
});
const occupiedBy = (sites: readonly SiteToPropose[], gapMinutes: number): Occupied[] =>
  sites.flatMap(({ checks }) =>
    checks
      .filter(({ state }) => state !== 'cancelled')
      .map((check) => ({ ...check, heldUntil: heldUntil(check, gapMinutes) })),
  );
const standing = (sites: readonly SiteToPropose[], changes: Partial<Standing> = {}): Standing => {
  const calendar = changes.calendar ?? calendarOf();
  const its = slotsOf(calendar, timeZone);
  return {
    meetingId,
    calendar,
    timeZone,
    now: new Date('2016-11-10T02:00:00.000Z'),
    slots: its,
    earliest: its[0]?.startsAt ?? '',
    sites,
    occupied: occupiedBy(sites, calendar.gapMinutes),
    technicians: [],
    ...changes,
  };
};

describe('a proposal', () => {
  it('gives who has none a place, moves nobody, and says that no plan serves more', () => {
    const { steps, kept, proof, whyUnplaced } = propose(standing([site('a', [checkAt('a', 0)]), site('b'), site('c')]));
    expect(kept).toBe(1);
    expect(steps.map(({ siteId, from, to }) => [siteId, from?.startsAt, to?.startsAt, to?.room])).toEqual([
      ['b', undefined, slots[0]?.startsAt, 2],
      ['c', undefined, slots[1]?.startsAt, 1],
    ]);
    expect(proof).toMatchObject({ sites: 3, placed: 3, mostPossible: 3, proven: true, placesLeft: 13 });
    expect(whyUnplaced).toEqual([]);
  });

  it('moves the checks of a technician who is away on a day, and no others, to the fewest other times', () => {
    const anong = technician('anong', { absences: [{ firstDay: '2016-11-14', lastDay: '2016-11-14' }] });
    const boon = technician('boon');
    const sites = [
      site('a', [checkAt('a', 0, { technicianId: 'anong' })]),
      site('b', [checkAt('b', 0, { room: 2, technicianId: 'boon' })]),
      site('c', [checkAt('c', 1, { technicianId: 'anong' })]),
    ];
    const { steps, kept } = propose(standing(sites, { technicians: [anong, boon] }));
    expect(kept).toBe(1);
    // At its time somebody else can test the one; the other has to go.
    expect(steps.find(({ siteId }) => siteId === 'c')).toMatchObject({
      from: { startsAt: slots[1]?.startsAt, technicianId: 'anong' },
      to: { startsAt: slots[1]?.startsAt, technicianId: 'boon' },
    });
    const moved = steps.find(({ siteId }) => siteId === 'a');
    expect(moved?.to?.startsAt).not.toBe(slots[0]?.startsAt);
    expect(steps).toHaveLength(2);
  });

  it('leaves a time that was agreed with the site, unless it can’t be kept', () => {
    const agreed = checkAt('a', 3, { agreed: true });
    expect(propose(standing([site('a', [agreed]), site('b')])).steps.map(({ siteId }) => siteId)).toEqual(['b']);
    const busy = [{ from: agreed.startsAt, to: agreed.endsAt }];
    expect(propose(standing([site('a', [agreed], { busy })])).steps).toMatchObject([
      { siteId: 'a', checkId: agreed.id, to: { startsAt: slots[0]?.startsAt } },
    ]);
  });

  it('says which sites stand in each other’s way for how many places until when, and what would mend it', () => {
    const calendar = calendarOf({ lastDay: '2016-11-14', hours: [{ from: '09:00', to: '09:20' }], rooms: 1 });
    const { proof, whyUnplaced } = propose(standing([site('a'), site('b'), site('c')], { calendar }));
    expect(proof).toMatchObject({ sites: 3, placed: 1, mostPossible: 1, proven: true });
    expect(whyUnplaced).toMatchObject([
      { code: 'too-few-places', places: 1, firstAt: slots[0]?.startsAt, lastAt: slots[0]?.startsAt },
    ]);
    expect(whyUnplaced[0]?.sites).toHaveLength(3);
  });

  it('names a site whose system nobody on duty knows', () => {
    const technicians = [technician('anong', { systems: ['sip'] })];
    const { steps, whyUnplaced } = propose(standing([site('a', [], { systems: ['h323'] })], { technicians }));
    expect(steps).toEqual([]);
    expect(whyUnplaced).toMatchObject([{ code: 'no-slots', sites: [{ siteId: 'a' }] }]);
  });

  it('breaks no rule, whatever is booked, ill, busy or closed, and is at rest once it is done', () => {
    const drawnSite = fc.record({
      slot: fc.option(fc.nat({ max: 7 }), { nil: undefined }),
      room: fc.integer({ min: 1, max: 2 }),
      by: fc.option(fc.constantFrom('anong', 'boon'), { nil: undefined }),
      agreed: fc.boolean(),
      system: fc.constantFrom('h323', 'sip'),
      busy: fc.option(fc.nat({ max: 7 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(drawnSite, { minLength: 1, maxLength: 7 }),
        fc.record({
          rooms: fc.integer({ min: 1, max: 3 }),
          closed: fc.boolean(),
          ill: fc.boolean(),
          knows: fc.subarray(['h323', 'sip'] as const, { minLength: 1 }),
          mostPerDay: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
          staffed: fc.boolean(),
        }),
        (drawn, { rooms, closed, ill, knows: known, mostPerDay, staffed }) => {
          const held = new Set<string>();
          const sites = drawn.map(({ slot, room, by, agreed, system, busy }, index) => {
            const id = `s${index}`;
            const check = checkAt(id, slot ?? 0, {
              room,
              ...(staffed && by !== undefined && { technicianId: by }),
              ...(agreed && { agreed }),
            });
            const minutes = minutesTaken(check, 10);
            const isFree = slot !== undefined && !minutes.some((minute) => held.has(minute));
            if (isFree) minutes.forEach((minute) => held.add(minute));
            const at = busy === undefined ? undefined : slots[busy];
            return site(id, isFree ? [check] : [], {
              systems: [system],
              busy: at === undefined ? [] : [{ from: at.startsAt, to: at.endsAt }],
            });
          });
          const calendar = calendarOf({ rooms, closedDays: closed ? ['2016-11-15'] : [] });
          const technicians = staffed
            ? [
                technician('anong', {
                  systems: [...known],
                  absences: ill ? [{ firstDay: '2016-11-14', lastDay: '2016-11-14' }] : [],
                }),
                technician('boon', { ...(mostPerDay !== undefined && { mostPerDay }) }),
              ]
            : [];
          const was = standing(sites, { calendar, technicians });
          const { steps, proof } = propose(was);
          expect(proof.proven).toBe(true);
          expect(proof.placed).toBeLessThanOrEqual(proof.mostPossible);
          if (!staffed) expect(proof.placed).toBe(proof.mostPossible);
          const stepOf = new Map(steps.map((step) => [step.siteId, step]));
          const after = new Map<string, Place>();
          for (const each of sites) {
            const step = stepOf.get(each.siteId);
            const place = step === undefined ? each.checks[0] : step.to;
            if (place !== undefined) after.set(each.siteId, place);
          }
          // Whatever was changed keeps every rule; whatever stays did so before.
          const taken = new Set<string>();
          for (const [siteId, place] of after)
            for (const minute of minutesTaken({ siteId, ...place }, 10)) {
              expect(taken.has(minute)).toBe(false);
              taken.add(minute);
            }
          for (const { siteId, to } of steps) {
            if (to === undefined) continue;
            const of = sites.find((each) => each.siteId === siteId);
            expect(to.room).toBeLessThanOrEqual(rooms);
            expect(was.slots.some(({ startsAt }) => startsAt === to.startsAt)).toBe(true);
            expect(of !== undefined && isBusyIn(of, to)).toBe(false);
            if (!staffed) continue;
            const who = technicians.find(({ id }) => id === to.technicianId);
            expect(who !== undefined && isOnDuty(who, to, timeZone) && knows(who, of?.systems ?? [])).toBe(true);
          }
          // Done, there is nothing more to do: where skills and days' limits bind, another round may find more.
          if (staffed && (known.length < 2 || mostPerDay !== undefined)) return;
          const done = sites.map((each) => {
            const place = after.get(each.siteId);
            const check = each.checks[0] ?? checkAt(each.siteId, 0);
            return site(
              each.siteId,
              place === undefined
                ? []
                : [
                    {
                      ...check,
                      ...place,
                      ...(place.technicianId === undefined && { technicianId: undefined }),
                    } as Check,
                  ],
              { systems: each.systems ?? [], busy: each.busy ?? [] },
            );
          });
          const again = propose(standing(done, { calendar, technicians }));
          expect(again.steps.filter(({ from, to }) => from?.startsAt !== to?.startsAt).length).toBe(0);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('finds for a site on the telephone the earliest places of different half days', () => {
    const calendar = calendarOf({
      hours: [
        { from: '09:00', to: '10:00' },
        { from: '13:00', to: '14:00' },
      ],
    });
    const taken = site('a', [checkAt('a', 0)]);
    const of = standing([taken, site('b')], { calendar, occupied: occupiedBy([taken], 10) });
    expect(bestPlaces(site('b'), of, 3).map(({ startsAt, room }) => [startsAt, room])).toEqual([
      ['2016-11-14T02:00:00.000Z', 2],
      ['2016-11-14T06:00:00.000Z', 1],
      ['2016-11-15T02:00:00.000Z', 1],
    ]);
    expect(bestPlaces(taken, of, 50).map(({ startsAt }) => startsAt)).not.toContain('2016-11-14T02:00:00.000Z');
  });
});
