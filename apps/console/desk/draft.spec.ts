import { describe, expect, it } from '@jest/globals';
import { exampleResponse, ResponseContent } from '#contracts';
import { contentOf, draftOf, emptyDraft, nobody } from './draft.js';

const said = { answer: 'representative' as const, attendees: [{ name: 'ก', position: 'ข', phone: '0 2123 4567 ต่อ 12' }, { name: 'ค' }], note: 'มาสาย' };

describe('what the desk types', () => {
  it('begins with all that the office has said, and loses none of it', () => {
    expect(ResponseContent.parse(contentOf(draftOf({ ...exampleResponse, ...said })))).toEqual(said);
    expect(draftOf(undefined)).toEqual(emptyDraft);
  });
  it('leaves out empty rows, and nobody comes where the office declines', () => {
    expect(contentOf({ ...emptyDraft, attendees: [{ ...nobody, name: ' ก ' }, nobody] }).attendees).toEqual([{ name: 'ก' }]);
    expect(contentOf({ ...draftOf(said), answer: 'decline' }).attendees).toEqual([]);
  });
  it('keeps a row that has a phone and no name, so that it is refused and not lost', () => {
    expect(contentOf({ ...emptyDraft, attendees: [{ ...nobody, phone: '02' }] }).attendees).toEqual([{ name: '', phone: '02' }]);
  });
});
