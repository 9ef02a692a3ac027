import { describe, expect, it } from '@jest/globals';
import { exampleOwnOpinion, exampleReplyForm, mostOpinions, type ReplyForm } from '#contracts';
import {
  mistakesInOpinion,
  opinionDoneIn,
  readTypedOpinion,
  refusedFields,
  shownOpinions,
  takesOpinions,
} from './reply-opinion-form.js';

describe('an opinion that was posted', () => {
  it('is read with its lines and the id of its page; without a good one it gets an id', () => {
    expect(readTypedOpinion({ opinion: 'o-1', text: 'ก\r\nข', givenBy: 'ค' })).toEqual({
      id: 'o-1',
      text: 'ก\nข',
      givenBy: 'ค',
    });
    for (const body of [undefined, 'text', [], {}, { opinion: '$x', text: ['ก', 'ข'] }])
      expect(readTypedOpinion(body).id).toMatch(/^[0-9a-f-]{36}$/);
    expect(readTypedOpinion({ text: ['ก', 'ข'] }).text).toBe('ก');
  });

  it('has to say something, and not more than is taken', () => {
    const typed = (text: string, givenBy = '') => mistakesInOpinion({ id: 'o', text, givenBy });
    expect(typed('ก'.repeat(4000))).toEqual([]);
    expect(typed(' \u200B\n')).toEqual([{ field: 'text', code: 'missing' }]);
    expect(typed('ก'.repeat(4001), 'ข'.repeat(201))).toEqual([
      { field: 'text', code: 'too-long' },
      { field: 'givenBy', code: 'too-long' },
    ]);
  });

  it('shows what is refused beside at its field', () => {
    expect(
      refusedFields([{ field: 'text', code: 'text-no-letter' }, { field: 'givenBy', code: 'strange' }, { field: 'x' }]),
    ).toEqual([
      { field: 'text', code: 'text-no-letter' },
      { field: 'givenBy', code: 'not-accepted' },
    ]);
  });

  it('is told only by an address that says so', () => {
    expect(opinionDoneIn({ opinion: 'given' })).toEqual({ done: 'given' });
    for (const query of [{}, { opinion: 'x' }, { opinion: ['given', 'given'] }, undefined])
      expect(opinionDoneIn(query)).toEqual({});
  });
});

describe('the opinions of an office', () => {
  it('stand whole while they are short together, and begin only where they are long', () => {
    const [short, long, last] = shownOpinions(['ก', 'ข'.repeat(4000), 'ค'.repeat(1199)].map((text) => ({ text })));
    expect([short?.text, short?.cut]).toEqual(['ก', false]);
    expect([long?.text, long?.cut]).toEqual([`${'ข'.repeat(80)}…`, true]);
    expect(last?.cut).toBe(false);
    expect(shownOpinions([{ text: '😀'.repeat(1300) }])[0]?.text).toBe(`${'😀'.repeat(80)}…`);
  });

  it('are taken while they are asked for, open and fewer than the most', () => {
    const of = (opinions: ReplyForm['opinions'], asked?: boolean) =>
      takesOpinions({
        ...exampleReplyForm,
        opinions,
        meeting: { ...exampleReplyForm.meeting, ...(asked !== undefined && { form: { opinions: asked } }) },
      });
    const given = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...exampleOwnOpinion, id: `o-${index}` }));
    expect(of({ open: true, given: [] })).toBe(true);
    expect(of({ open: true, given: [] }, true)).toBe(true);
    expect(of({ open: true, given: [] }, false)).toBe(false);
    expect(of({ open: false, given: [] })).toBe(false);
    expect(of({ open: true, given: given(mostOpinions - 1) })).toBe(true);
    expect(of({ open: true, given: given(mostOpinions) })).toBe(false);
  });
});
