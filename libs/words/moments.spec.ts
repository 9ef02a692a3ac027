import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { momentText, shortMomentText, spanText } from './moments.js';

const [start, end] = ['2016-11-23T07:30:00.000Z', '2016-11-23T09:30:00.000Z'];

describe('moments as people read them', () => {
  it('are of the Buddhist era in Thai, with the zone', () => {
    expect(spanText('th', 'Asia/Bangkok', start, end)).toBe(
      'วันพุธที่ 23 พฤศจิกายน พ.ศ. 2559 เวลา 14.30–16.30 น. (เวลาประเทศไทย)',
    );
    expect(momentText('th', 'Asia/Bangkok', '2016-11-18T16:59:59.000Z')).toBe(
      'วันศุกร์ที่ 18 พฤศจิกายน พ.ศ. 2559 เวลา 23.59 น. (เวลาประเทศไทย)',
    );
  });

  it('are Gregorian in English, with the zone', () => {
    expect(spanText('en', 'Asia/Bangkok', start, end)).toBe('Wednesday, 23 November 2016, 14:30–16:30 (Thailand time)');
    expect(momentText('en', 'Asia/Vientiane', start)).toBe('Wednesday, 23 November 2016, 14:30 (Indochina Time)');
  });

  it('say each end’s own zone over a clock change', () => {
    expect(spanText('en', 'Europe/Berlin', '2016-10-30T00:15:00Z', '2016-10-30T01:15:00Z')).toBe(
      'Sunday, 30 October 2016, 02:15 (Central European Summer Time, UTC+2) – 02:15 (Central European Standard Time, UTC+1)',
    );
    expect(spanText('th', 'Europe/Berlin', '2016-10-30T00:15:00Z', '2016-10-30T01:15:00Z')).toMatch(
      /^วันอาทิตย์ที่ 30 ตุลาคม พ.ศ. 2559 เวลา 02.15 น. \(.+, UTC\+2\) – 02.15 น. \(.+, UTC\+1\)$/,
    );
  });

  it('of two different instants are never the same text within a span, in any zone, and hold no GMT', () => {
    const zones = fc.constantFrom(
      'Asia/Bangkok',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Asia/Tashkent',
      'Etc/GMT-7',
      'Antarctica/Troll',
    );
    const day = fc.date({
      min: new Date('2014-01-01T00:00Z'),
      max: new Date('2018-12-31T00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        zones,
        day,
        fc.integer({ min: 1, max: 3_000 }),
        fc.constantFrom('th' as const, 'en' as const),
        (zone, start, minutes, language) => {
          const from = new Date(Math.floor(start.getTime() / 60_000) * 60_000);
          const to = new Date(from.getTime() + minutes * 60_000);
          const text = spanText(language, zone, from.toISOString(), to.toISOString());
          const offset = (at: Date) =>
            new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).format(at).split('GMT')[1];
          if (offset(from) !== offset(to)) expect(text.split('(')).toHaveLength(3);
          expect(text).not.toMatch(/GMT|Z\b/);
          expect(text).toMatch(language === 'th' ? /25\d\d/ : /20\d\d/);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are short in a sentence', () => {
    expect(shortMomentText('th', 'Asia/Bangkok', '2016-11-08T03:00:00Z')).toBe('8 พ.ย. 2559 เวลา 10.00 น.');
    expect(shortMomentText('en', 'Asia/Bangkok', '2016-11-08T03:00:00Z')).toBe('8 Nov 2016, 10:00 (Thailand time)');
    expect(shortMomentText('th', 'Etc/GMT-7', '2016-11-08T03:00:00Z')).toBe('8 พ.ย. 2559 เวลา 10.00 น. (UTC+7)');
  });

  it('say both days when they differ, and midnight as 00', () => {
    expect(spanText('en', 'Asia/Bangkok', '2016-11-22T17:00:00Z', '2016-11-23T17:00:00Z')).toBe(
      'Wednesday, 23 November 2016, 00:00 (Thailand time) – Thursday, 24 November 2016, 00:00 (Thailand time)',
    );
  });
});
