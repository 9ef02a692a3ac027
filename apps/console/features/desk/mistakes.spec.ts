import { describe, expect, it } from '@jest/globals';
import { emptyDraft, nobody } from './draft.js';
import { ids, inputOfField, missingOf } from './mistakes.js';

const somebody = { ...nobody, name: 'ก' };

describe('where a refused field was typed', () => {
  const draft = { ...emptyDraft, attendees: [somebody, nobody, somebody] };
  it.each([
    ['receivedAt', ids.day],
    ['content.note', 'desk-note'],
    ['content.attendees', 'attendee-0-name'],
    ['content.attendees.0.phone', 'attendee-0-phone'],
    ['content.attendees.1.phone', 'attendee-2-phone'],
    ['content.attendees.2.phone', undefined],
    ['expectedRevision', undefined],
    ['content.answer', undefined],
  ])('%s: %s', (field, input) => expect(inputOfField(draft)(field)).toBe(input));
});

describe('who must still be named', () => {
  it.each([
    ['the first where nobody is', [nobody, nobody], [0]],
    ['nobody where a row is filled in', [nobody, somebody], []],
    ['whoever has a phone and no name', [somebody, { ...nobody, phone: '02' }], [1]],
  ])('is %s', (_who, attendees, rows) =>
    expect(missingOf({ ...emptyDraft, attendees }).map(({ row }) => row)).toEqual(rows),
  );
  it('is nobody where the office declines', () => expect(missingOf({ ...emptyDraft, answer: 'decline' })).toEqual([]));
});
