import { describe, expect, it } from '@jest/globals';
import { exampleMeetingContent, type MeetingContent } from '#contracts';
import { readLetter, typedLetter, withLetterEdits, type LetterEdits } from './letter.js';

const whole: MeetingContent = {
  ...exampleMeetingContent,
  letter: {
    number: 'สพร 0101/ว 1',
    dated: '2016-11-07',
    urgency: 'urgent',
    references: ['หนังสือที่ 1'],
    enclosures: [{ title: 'กำหนดการ', count: 1, unit: 'copies' }],
    signer: { name: 'ผู้ลงนาม', position: 'รองผู้อำนวยการ', acting: 'by-delegation', actingFor: 'ผู้อำนวยการ' },
    owner: { unit: { th: 'ส่วนนโยบาย', en: 'Policy' } },
    thaiDigits: true,
  },
};
const after = (meeting: MeetingContent, edits: LetterEdits = {}) =>
  readLetter(meeting, withLetterEdits(typedLetter(meeting, 'th'), edits));

describe('a letter as it is typed', () => {
  it('changes nothing where nothing was typed, be there a letter or none', () => {
    expect(after(whole)).toEqual({ content: whole });
    expect(after(exampleMeetingContent)).toEqual({ content: exampleMeetingContent });
  });

  it('has its day in the era of its readers, and takes either', () => {
    expect(typedLetter(whole, 'th').dated).toBe('7/11/2559');
    expect(after(whole, { dated: '8/11/2016' })).toMatchObject({ content: { letter: { dated: '2016-11-08' } } });
    expect(after(whole, { dated: '31/11/2559' })).toEqual({ mistake: 'no-such-day' });
  });

  it('takes references one a line, and leaves its enclosures as they are', () => {
    expect(after(whole, { references: 'หนังสือที่ 1\n\n หนังสือที่ 2 ' })).toMatchObject({
      content: {
        letter: { references: ['หนังสือที่ 1', 'หนังสือที่ 2'], enclosures: [{ title: 'กำหนดการ', count: 1, unit: 'copies' }] },
      },
    });
  });

  it('names nobody in whose stead it is signed once it is signed in nobody’s', () => {
    const read = after(whole, { acting: '' });
    expect(read).toMatchObject({ content: { letter: { signer: { name: 'ผู้ลงนาม' } } } });
    expect(JSON.stringify(read)).not.toContain('acting');
  });

  it('that was emptied is no letter', () => {
    const edits = { texts: { 'letter.subject': '' } };
    expect(after({ ...exampleMeetingContent, letter: { subject: 'เรื่อง' } }, edits)).toEqual({
      content: exampleMeetingContent,
    });
  });
});
