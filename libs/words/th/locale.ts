import { type Locale } from '../locale.js';

/** The Buddhist era, with the digits that English has. */
export const locale: Locale = {
  name: 'ภาษาไทย',
  tag: 'th-TH',
  dateTag: 'th-TH-u-ca-buddhist-nu-latn',
  zones: { 'Asia/Bangkok': 'เวลาประเทศไทย' },
  day: ({ weekday, day, month, year }) => `${weekday}ที่ ${day} ${month} พ.ศ. ${year}`,
  shortDay: ({ day, month, year }) => `${day} ${month} ${year}`,
  clock: (time) => time.replace(':', '.'),
  moment: ({ day, time, zone }) => `${day} เวลา ${time} น. (${zone})`,
  shortMoment: ({ day, time, zone, home }) => `${day} เวลา ${time} น.${home ? '' : ` (${zone})`}`,
  span: ({ day, from, to, zone }) => `${day} เวลา ${from}–${to} น. (${zone})`,
  spanOverChange: ({ day, from, fromZone, to, toZone }) =>
    `${day} เวลา ${from} น. (${fromZone}) – ${to} น. (${toZone})`,
};
