import { type Check, CheckCalendar, exampleCalendar, exampleCheck, type Technician } from '#contracts';
import { slotsOf } from '../../apps/scheduling/calendar/calendar.js';
import { heldUntil } from '../../apps/scheduling/check/occupancy.js';
import { bestPlaces } from '../../apps/scheduling/plan/one-place.js';
import { type Standing } from '../../apps/scheduling/plan/proposal.js';
import { median } from './put-all.js';

const [sitesInAll, rooms, calls, wanted] = [10_000, 12, 60, 3];
const timeZone = 'Asia/Bangkok';

/** All sites are booked as early as can be, in every room, each with a technician. */
const standing = (): Standing => {
  const calendar = CheckCalendar.parse({
    ...exampleCalendar,
    firstDay: '2016-11-14',
    lastDay: '2017-02-13',
    hours: [{ from: '08:00', to: '17:00' }],
    rooms,
    openOnDaysOff: true,
  });
  const slots = slotsOf(calendar, timeZone);
  const technicians = Array.from({ length: rooms }, (_each, index): Technician => ({
    id: `tech-${index}`,
    name: `tech-${index}`,
    systems: [],
    shifts: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '17:00' }],
    absences: [],
    active: true,
    revision: 1,
  }));
  const sites = Array.from({ length: sitesInAll }, (_each, index) => {
    const slot = slots[Math.floor(index / rooms)] ?? { startsAt: '', endsAt: '' };
    const place = { ...slot, room: 1 + (index % rooms), technicianId: `tech-${index % rooms}` };
    const check: Check = { ...exampleCheck, id: `check-${index}`, siteId: `site-${index}`, ...place };
    return { siteId: check.siteId, siteName: { th: check.siteId }, checks: [check], status: 'booked' as const };
  });
  return {
    meetingId: exampleCheck.meetingId,
    calendar,
    timeZone,
    now: new Date('2016-11-10T00:00:00.000Z'),
    slots,
    earliest: slots[0]?.startsAt ?? '',
    sites,
    occupied: sites.flatMap(({ checks }) =>
      checks.map((check) => ({ ...check, heldUntil: heldUntil(check, calendar.gapMinutes) })),
    ),
    technicians,
  };
};

/** Milliseconds until three free places are found for a site that is on the telephone, of 10,000 that are booked; reading them from the database is no part of it. */
export const proposalMs = (): number => {
  const all = standing();
  return median(
    Array.from({ length: calls }, (_each, index) => {
      const site = all.sites[(index * 97) % sitesInAll];
      if (site === undefined) throw new Error('there is no such site');
      const begun = performance.now();
      if (bestPlaces(site, all, wanted).length !== wanted) throw new Error(`fewer than ${wanted} places were found`);
      return performance.now() - begun;
    }),
  );
};
