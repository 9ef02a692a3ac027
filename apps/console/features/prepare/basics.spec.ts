import { describe, expect, it } from '@jest/globals';
import { exampleMeeting, meetingContentOf } from '#contracts';
import { mergedEdits, readBasics, typedBasics, withEdits } from './basics.js';

const before = meetingContentOf(exampleMeeting);
const typed = typedBasics(exampleMeeting, 'th');

describe('what a meeting is, as it is typed', () => {
  it('stands in the era and the wall time of its readers', () => {
    expect(typed.moments).toEqual({
      startsAt: { day: '23/11/2559', time: '14:30' },
      endsAt: { day: '23/11/2559', time: '16:30' },
      replyBy: { day: '18/11/2559', time: '23:59:59' },
    });
  });

  it('changes nothing where nothing was typed', () => {
    expect(readBasics(typed, before)).toEqual({ content: before });
    const finer = { ...before, replyBy: '2016-11-18T16:59:59.999Z' };
    expect(readBasics(typedBasics({ ...exampleMeeting, ...finer }, 'en'), finer)).toEqual({ content: finer });
  });

  it('takes a number in either script and era', () => {
    expect(readBasics({ ...typed, ordinal: '๒', year: '๒๕๕๙' }, before)).toMatchObject({
      content: { number: { ordinal: 2, year: 2016 } },
    });
    expect(readBasics({ ...typed, ordinal: '2', year: '2016' }, before)).toMatchObject({
      content: { number: { ordinal: 2, year: 2016 } },
    });
    expect(readBasics({ ...typed, ordinal: '2', year: '' }, before)).toMatchObject({ number: 'unreadable' });
  });

  it('takes away what was emptied, and names the times that say nothing', () => {
    const emptied = withEdits(typed, { texts: { fax: '' }, moments: { endsAt: { day: '31/11/2559', time: '16:30' } } });
    expect(readBasics(emptied, before)).toMatchObject({ unread: [{ name: 'endsAt', read: { field: 'day' } }] });
    const { fax: _fax, ...rest } = before;
    expect(readBasics(withEdits(typed, { texts: { fax: '' } }), before)).toEqual({ content: rest });
  });

  it('keeps what was typed over what somebody else has changed meanwhile, and of that all else', () => {
    const edits = mergedEdits({ texts: { fax: '02' } }, { texts: { 'place.th': 'ที่อื่น' } });
    const meanwhile = { ...exampleMeeting, faultLine: '191', place: { th: 'ที่ใหม่' } };
    expect(readBasics(withEdits(typedBasics(meanwhile, 'th'), edits), meetingContentOf(meanwhile))).toMatchObject({
      content: { fax: '02', faultLine: '191', place: { th: 'ที่อื่น' } },
    });
  });
});
