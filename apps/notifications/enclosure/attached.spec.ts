import { describe, expect, it } from '@jest/globals';
import { exampleMeeting, exampleMeetingFile, type Meeting } from '#contracts';
import { attachedTo, nameOf } from './attached.js';

const file = { ...exampleMeetingFile, bytes: 1_000 };
const enclosures = [{ title: 'กำหนดการ', file }, { title: 'แผนที่' }, { title: 'แบบตอบรับ', file }];
const meeting = (letter: Partial<NonNullable<Meeting['letter']>> = {}): Meeting => ({
  ...exampleMeeting,
  letter: { enclosures, attached: true, ...letter },
});

describe('enclosures', () => {
  it('go with invitations where the meeting wants it, those that are files', () => {
    expect(attachedTo('invitation', meeting(), 2_000).map(({ title }) => title)).toEqual(['กำหนดการ', 'แบบตอบรับ']);
  });
  it.each([
    ['reminders', attachedTo('reminder', meeting(), 2_000)],
    ['a meeting that does not want it', attachedTo('invitation', meeting({ attached: undefined }), 2_000)],
    ['a secret letter', attachedTo('invitation', meeting({ secrecy: 'confidential' }), 2_000)],
    ['more than is let through', attachedTo('invitation', meeting(), 1_999)],
    ['no letter', attachedTo('invitation', { ...exampleMeeting, letter: undefined }, 2_000)],
  ])('of %s do not', (_of, attached) => expect(attached).toEqual([]));

  it('are called by their titles, in names that every program takes', () => {
    expect(nameOf({ title: 'กำหนดการ', file }, 0)).toBe('1. กำหนดการ.pdf');
    expect(nameOf({ title: '../a:b\r\n"c" <d>|?*. ', file }, 1)).toBe('2. .. a b c d.pdf');
    expect(nameOf({ title: 'ย'.repeat(300), file }, 2).length).toBeLessThan(110);
  });
});
