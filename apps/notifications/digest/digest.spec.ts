import { describe, expect, it } from '@jest/globals';
import { exampleMeeting, type Meeting, usualMails } from '#contracts';
import { digestDue, nextDigest } from './digest-time.js';
import { figuresOf, isNews } from './figures.js';

/** Announced on Monday the 7th at nine, held on Wednesday the 23rd at half past two, in Bangkok. */
const meeting: Meeting = {
  ...exampleMeeting,
  status: 'announced',
  announcedAt: '2016-11-07T02:00:00.000Z',
  mails: { ...usualMails, digest: true },
};
const off = new Set(['2016-11-15']);
const early: Meeting = {
  ...meeting,
  mails: { ...usualMails, digest: true, hours: { from: '07:30', to: '12:00', on: 'every-day' } },
};
/** Of November 2016, in Bangkok. */
const at = (day: number, clock: string): string =>
  new Date(`2016-11-${String(day).padStart(2, '0')}T${clock}:00+07:00`).toISOString();

describe('a digest', () => {
  it.each<[string, Meeting, string, string | undefined]>([
    ['is of the working day, from half past eight on', meeting, at(8, '08:30'), '2016-11-08'],
    ['is not of the time before that', meeting, at(8, '08:29'), undefined],
    ['is not of the evening: what an outage kept is no news', meeting, at(8, '16:31'), undefined],
    ['is not of the day on which it was announced', meeting, at(7, '10:00'), undefined],
    ['is not of a Saturday, whatever the hours', early, at(12, '08:00'), undefined],
    ['is not of a day off', meeting, at(15, '09:00'), undefined],
    ['comes as the schedule’s hours begin', early, at(8, '07:30'), '2016-11-08'],
    ['comes on the day of the meeting', meeting, at(23, '08:30'), '2016-11-23'],
    ['does not come once that has begun', meeting, at(23, '15:00'), undefined],
    ['does not come where nobody wants it', { ...meeting, mails: usualMails }, at(8, '09:00'), undefined],
    ['does not come of a meeting that is off', { ...meeting, status: 'cancelled' }, at(8, '09:00'), undefined],
  ])('%s', (_title, of, now, day) => expect(digestDue(of, now, off)?.day).toBe(day));

  it('is foreseen, over days off and until the meeting', () => {
    expect(nextDigest(meeting, at(7, '09:00'), off)).toBe(at(8, '08:30'));
    expect(nextDigest(meeting, at(11, '08:30'), off)).toBe(at(14, '08:30'));
    expect(nextDigest(meeting, at(14, '08:30'), off)).toBe(at(16, '08:30'));
    expect(nextDigest(meeting, at(23, '08:30'), off)).toBeUndefined();
    expect(nextDigest({ ...meeting, mails: usualMails }, at(7, '09:00'), off)).toBeUndefined();
  });

  it('counts a province for its focal point, and what is of no province for the coordinator alone', () => {
    const office = { provinceCode: 'TH-50', responseRevision: 0, coming: false, withdrawn: false };
    const known = {
      standings: [
        office,
        { ...office, responseRevision: 1, coming: true },
        { ...office, provinceCode: 'TH-51', responseRevision: 2, coming: false },
      ],
      undecided: (provinceCode?: string) => ({ unknown: provinceCode === undefined ? 1 : 0, unreached: 2 }),
      calls: new Map([
        ['TH-50', 1],
        ['TH-51', 4],
      ]),
      overdue: 3,
      announcements: 1,
    };
    const all = figuresOf(known, 6);
    expect(all).toEqual({
      invited: 3,
      answered: 2,
      coming: 1,
      silent: 1,
      unknown: 1,
      unreached: 2,
      overdue: 3,
      inbox: 6,
      calls: 5,
      announcements: 1,
    });
    const one = figuresOf(known, 0, 'TH-50');
    expect(one).toMatchObject({
      invited: 2,
      answered: 1,
      coming: 1,
      silent: 1,
      overdue: 0,
      calls: 1,
      announcements: 0,
    });
    expect([isNews(all, undefined), isNews(all, { ...all }), isNews(all, { ...all, inbox: 5 })]).toEqual([
      true,
      false,
      true,
    ]);
    expect(isNews(figuresOf(known, 0, 'TH-90'), undefined)).toBe(false);
  });
});
