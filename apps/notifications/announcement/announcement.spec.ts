import { describe, expect, it } from '@jest/globals';
import { type Announcement, beginningOf, release, withdraw, wordsFor } from './announcement.js';

const at = '2016-11-10T02:00:00.000Z';
const waiting: Announcement = {
  meetingId: 'm',
  announcementId: 'a',
  number: 1,
  words: { th: { subject: 'เรื่อง', text: 'ความ' } },
  invitationIds: ['i'],
  written: { at, by: 'writer' },
  revision: 1,
  state: 'waiting',
};
const released: Announcement = { ...waiting, state: 'released', released: { at, by: 'second' } };
const withdrawn: Announcement = { ...waiting, state: 'withdrawn', withdrawn: { at, by: 'writer', reason: 'x' } };

describe('an announcement', () => {
  it('leaves at once to as many offices as one person may write to alone, and waits beyond', () => {
    expect([0, 100, 101].map((offices) => beginningOf(offices, 100, waiting.written).state)).toEqual([
      'released',
      'released',
      'waiting',
    ]);
    expect(beginningOf(1, 0, waiting.written).state).toBe('waiting');
  });

  it.each([
    ['waiting', 'second', waiting, 'released'],
    ['waiting', 'writer', waiting, 'second-person-needed'],
    ['released', 'second', released, undefined],
    ['released', 'third', released, 'announcement-settled'],
    ['released', 'writer', released, 'announcement-settled'],
    ['withdrawn', 'second', withdrawn, 'announcement-settled'],
  ])('that is %s and that the %s releases', (_state, by, announcement, becomes) => {
    const act = () => release(announcement, { at, by })?.state;
    if (becomes === undefined || becomes === 'released') expect(act()).toBe(becomes);
    else expect(act).toThrow(expect.objectContaining({ code: becomes }));
  });

  it('is withdrawn by anybody before it is released, and never after', () => {
    const step = { at, by: 'anybody', reason: 'x' };
    expect(withdraw(waiting, step)?.state).toBe('withdrawn');
    expect(withdraw(withdrawn, step)).toBeUndefined();
    expect(() => withdraw(released, step)).toThrow(expect.objectContaining({ code: 'announcement-settled' }));
  });

  it('is read in the reader’s language where it was written in that', () => {
    const english = { subject: 'subject', text: 'text' };
    const thai = waiting.words.th;
    expect(wordsFor(waiting.words, 'en')).toEqual({ language: 'th', ...thai });
    expect(wordsFor({ ...waiting.words, en: english }, 'en')).toEqual({ language: 'en', ...english });
    expect(wordsFor({ en: english }, 'th')).toEqual({ language: 'en', ...english });
  });
});
