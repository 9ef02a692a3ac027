import { describe, expect, it } from '@jest/globals';
import { momentText, spanText } from './moments.js';

const [start, end] = ['2016-11-23T07:30:00.000Z', '2016-11-23T09:30:00.000Z'];

describe('moments as people read them', () => {
  it('are of the Buddhist era in Thai, with the zone', () => {
    expect(spanText('th', 'Asia/Bangkok', start, end)).toBe('วันพุธที่ 23 พฤศจิกายน พ.ศ. 2559 เวลา 14.30–16.30 น. (เวลาประเทศไทย)');
    expect(momentText('th', 'Asia/Bangkok', '2016-11-18T16:59:59.000Z')).toBe('วันศุกร์ที่ 18 พฤศจิกายน พ.ศ. 2559 เวลา 23.59 น. (เวลาประเทศไทย)');
  });

  it('are Gregorian in English, with the zone', () => {
    expect(spanText('en', 'Asia/Bangkok', start, end)).toBe('Wednesday, 23 November 2016, 14:30–16:30 (Thailand time)');
    expect(momentText('en', 'Asia/Vientiane', start)).toBe('Wednesday, 23 November 2016, 14:30 (Indochina Time)');
  });

  it('say both days when they differ, and midnight as 00', () => {
    expect(spanText('en', 'Asia/Bangkok', '2016-11-22T17:00:00Z', '2016-11-23T17:00:00Z')).toBe(
      'Wednesday, 23 November 2016, 00:00 (Thailand time) – Thursday, 24 November 2016, 00:00 (Thailand time)',
    );
  });
});
