import { describe, expect, it } from '@jest/globals';
import { exampleMeetingContent, MailSchedule, usualMails } from '#contracts';
import { newRule, readSchedule, typedSchedule, withKind, withSchedule } from './schedule.js';

const mails: MailSchedule = {
  rules: [
    { id: 'late', kind: 'reminder', from: 'deadline', days: 2, count: 'working-days', at: '09:00' },
    {
      id: 'first',
      kind: 'reminder',
      from: 'announcement',
      days: 5,
      count: 'days',
      at: '10:00',
      to: { classes: ['revenue'], provinces: ['TH-50'] },
    },
    { id: 'unchecked', kind: 'check-missing', from: 'meeting', days: -2, count: 'working-days', at: '09:00' },
    { id: 'check', kind: 'check-reminder', from: 'check', days: -1, count: 'working-days', at: '15:00' },
    { id: 'thanks', kind: 'thanks', from: 'meeting', days: 2, count: 'working-days', at: '10:00' },
    { id: 'day', kind: 'day-before', from: 'meeting', days: -1, count: 'working-days', at: '15:00' },
  ],
  hours: { from: '08:30', to: '16:30', on: 'working-days' },
  digest: true,
  mobile: true,
  holdHours: 2,
  apart: true,
  readers: { reminder: ['saraban', 'coordinator'], announcement: ['saraban'] },
};

describe('a schedule of mails as it is typed', () => {
  it.each([[mails], [usualMails]])('is read as it was written', (schedule) =>
    expect(readSchedule(typedSchedule({ mails: schedule }))).toEqual({ mails: schedule }),
  );

  it('is the usual one where a meeting has none, and nothing is kept of that', () => {
    const read = readSchedule(typedSchedule(exampleMeetingContent));
    expect(read).toEqual({ mails: usualMails });
    expect(withSchedule({ ...exampleMeetingContent, mails }, usualMails)).toEqual(exampleMeetingContent);
    expect(withSchedule(exampleMeetingContent, mails).mails).toEqual(mails);
  });

  it('keeps who gets which kind where that is not as usual; nobody ticked is as usual', () => {
    const typed = typedSchedule({ mails: usualMails });
    const read = (readers: Partial<typeof typed.readers>) =>
      readSchedule({ ...typed, readers: { ...typed.readers, ...readers } });
    expect(read({ reminder: [], invitation: ['coordinator', 'saraban'] })).toEqual({ mails: usualMails });
    expect(read({ receipt: ['technical'] })).toEqual({ mails: { ...usualMails, readers: { receipt: ['technical'] } } });
  });

  it('says which rules cannot be read', () => {
    const typed = typedSchedule({ mails });
    const [first, ...rest] = typed.rules;
    if (first === undefined) throw new Error('no rule');
    expect(readSchedule({ ...typed, rules: [{ ...first, days: 'x' }, ...rest], holdHours: '0' })).toEqual({
      unreadable: ['late', 'holdHours'],
    });
    expect(readSchedule({ ...typed, rules: [{ ...first, at: ' ' }] })).toEqual({ unreadable: ['late'] });
  });

  it('has only rules that the contract takes, whatever kind is chosen', () => {
    const rules = [
      withKind(newRule('a'), 'day-before'),
      withKind(newRule('d'), 'thanks'),
      newRule('b'),
      { ...newRule('c'), when: 'deadline-after' as const },
    ];
    const read = readSchedule({ ...typedSchedule({ mails }), rules });
    expect('mails' in read && MailSchedule.safeParse(read.mails).success).toBe(true);
  });
});
