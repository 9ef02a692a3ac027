import { type Dictionary } from '../dictionary.js';

/** The Gregorian era. */
export const locale: Dictionary['locale'] = {
  name: 'English',
  tag: 'en-GB',
  dateTag: 'en-GB-u-ca-gregory',
  zones: { 'Asia/Bangkok': 'Thailand time' },
  day: ({ weekday, day, month, year }) => `${weekday}, ${day} ${month} ${year}`,
  shortDay: ({ day, month, year }) => `${day} ${month} ${year}`,
  clock: (time) => time,
  moment: ({ day, time, zone }) => `${day}, ${time} (${zone})`,
  shortMoment: ({ day, time, zone }) => `${day}, ${time} (${zone})`,
  span: ({ day, from, to, zone }) => `${day}, ${from}–${to} (${zone})`,
  spanOverChange: ({ day, from, fromZone, to, toZone }) => `${day}, ${from} (${fromZone}) – ${to} (${toZone})`,
};
