import { describe, expect, it } from '@jest/globals';
import { exampleMeeting, exampleMeetingFile as file, type MeetingContent, meetingContentOf } from '#contracts';
import { newRow, readLists, typedLists, withFile } from './documents.js';

const plain = meetingContentOf(exampleMeeting);
const full: MeetingContent = {
  ...plain,
  letter: {
    number: 'ดศ 0100/ว 12',
    enclosures: [{ title: 'กำหนดการ', count: 2, unit: 'copies', file }, { title: 'แผนที่' }],
  },
  documents: [{ title: 'ผลการสำรวจ', file }],
};

describe('enclosures and documents on their page', () => {
  it('that nobody has changed are what they were, of a meeting without a letter none', () => {
    expect(readLists(typedLists(full), full)).toEqual({ content: full });
    expect(readLists(typedLists(plain), plain)).toEqual({ content: plain });
  });

  it('take a count in either script; a row of nothing is none', () => {
    const typed = {
      enclosures: [{ ...newRow(), title: ' แผนที่ ', count: '๓', unit: 'sheets' as const }, newRow()],
      documents: [newRow()],
    };
    expect(readLists(typed, plain)).toEqual({
      content: { ...plain, letter: { enclosures: [{ title: 'แผนที่', count: 3, unit: 'sheets' }] } },
    });
  });

  it('leave nothing of themselves when all are taken away, and the letter what else it has', () => {
    const { documents: _documents, ...rest } = full;
    expect(readLists({ enclosures: [], documents: [] }, full)).toEqual({
      content: { ...rest, letter: { number: 'ดศ 0100/ว 12' } },
    });
  });

  it('name each row that has no title, no count that is one, or no file where it needs one', () => {
    const typed = {
      enclosures: [{ ...newRow(), count: 'สอง' }],
      documents: [newRow(), { ...newRow(), title: 'ผลการสำรวจ' }],
    };
    expect(readLists(typed, plain)).toEqual({
      mistakes: [
        { path: 'enclosures.0.title', of: 'title' },
        { path: 'enclosures.0.count', of: 'count' },
        { path: 'documents.1.file', of: 'file' },
      ],
    });
  });

  it('are called as their file is as long as nobody says otherwise', () => {
    expect(withFile(newRow(), file, 'ผลการสำรวจ 2559.pdf').title).toBe('ผลการสำรวจ 2559');
    expect(withFile({ ...newRow(), title: 'ผล' }, file, 'x.pdf').title).toBe('ผล');
  });
});
