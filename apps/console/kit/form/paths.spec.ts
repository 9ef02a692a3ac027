import { describe, expect, it } from '@jest/globals';
import { textAt, withTexts } from './paths.js';

const meeting = { title: { th: 'ประชุม', en: 'Meeting' }, host: { unit: { th: 'ศูนย์' } }, number: { ordinal: 2 } };

describe('a text at a path', () => {
  it.each([
    ['title.th', 'ประชุม'],
    ['number.ordinal', '2'],
    ['host.phone', ''],
    ['letter.signer.name', ''],
    ['title', ''],
  ])('%s is %j', (path, text) => expect(textAt(meeting, path)).toBe(text));

  it('is put in the place of what was there, and where nothing was', () => {
    expect(withTexts(meeting, { 'title.th': 'อื่น', 'letter.signer.name': 'ผู้ลงนาม' })).toEqual({
      ...meeting,
      title: { th: 'อื่น', en: 'Meeting' },
      letter: { signer: { name: 'ผู้ลงนาม' } },
    });
  });

  it('that is empty is taken away, with what held nothing else', () => {
    expect(withTexts(meeting, { 'title.en': ' ', 'host.unit.th': '' })).toEqual({
      title: { th: 'ประชุม' },
      number: { ordinal: 2 },
    });
    expect(withTexts({ host: { unit: { th: 'ศูนย์' } } }, { 'host.unit.th': '' })).toEqual({});
  });

  it('changes nothing of what it was made from', () => {
    const before = structuredClone(meeting);
    withTexts(meeting, { 'title.th': 'อื่น', 'host.unit.th': '' });
    expect(meeting).toEqual(before);
  });
});
