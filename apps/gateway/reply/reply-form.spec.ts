import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exampleResponse, ResponseContent } from '#contracts';
import { checkTyped, expectedRevisionOf, limits, readTyped, typedOf, withOneMore } from './reply-form.js';

const check = (body: Record<string, unknown>) => checkTyped(readTyped(body));

describe('a posted reply', () => {
  it('says who attends; rows left empty are nobody', () => {
    expect(check({ answer: 'attend', 'attendees.0.name': ' สมชาย ใจดี ', 'attendees.0.position': 'นักวิชาการ', 'attendees.1.name': '', 'attendees.2.name': 'สมหญิง', note: ' \r\n' })).toEqual({
      content: { answer: 'attend', attendees: [{ name: 'สมชาย ใจดี', position: 'นักวิชาการ' }, { name: 'สมหญิง' }] },
    });
  });

  it('counts a row of characters that nobody sees as empty, and counts letters as people do', () => {
    const unseen = '\u200B\u2060\uFEFF \u00AD';
    expect(check({ answer: 'attend', 'attendees.0.name': 'สมชาย', 'attendees.1.name': unseen, 'attendees.2.phone': unseen, note: unseen })).toEqual({ content: { answer: 'attend', attendees: [{ name: 'สมชาย' }] } });
    expect(check({ answer: 'attend', 'attendees.0.name': unseen })).toEqual({ mistakes: [{ field: 'attendees.0.name', code: 'name-missing' }] });
    expect(check({ answer: 'attend', 'attendees.0.name': 'ก'.repeat(limits.name) + unseen })).toHaveProperty('content');
    expect(check({ answer: 'attend', 'attendees.0.name': '𠀀'.repeat(limits.name) })).toHaveProperty('content');
  });

  it('that declines names nobody, whatever stood in the names before', () => {
    expect(check({ answer: 'decline', 'attendees.0.name': 'สมชาย', note: 'ติดราชการ' })).toEqual({ content: { answer: 'decline', attendees: [], note: 'ติดราชการ' } });
  });

  it.each([
    ['no answer is chosen', {}, [{ field: 'answer', code: 'choose-answer' }]],
    ['nobody is named', { answer: 'representative' }, [{ field: 'attendees.0.name', code: 'name-missing' }]],
    ['a position has no name', { answer: 'attend', 'attendees.0.name': 'ก', 'attendees.1.position': 'ข' }, [{ field: 'attendees.1.name', code: 'name-missing' }]],
    ['a phone is too long', { answer: 'attend', 'attendees.0.name': 'ก', 'attendees.0.phone': '0'.repeat(41) }, [{ field: 'attendees.0.phone', code: 'too-long' }]],
    ['the note is too long', { answer: 'decline', note: 'ก'.repeat(1001) }, [{ field: 'note', code: 'too-long' }]],
  ])('is sent back when %s', (_what, body, mistakes) => {
    expect(check(body)).toEqual({ mistakes });
  });

  it('is read whatever is posted, and what it comes to is either valid or has a mistake at a field', () => {
    const field = fc.oneof(fc.constantFrom('answer', 'note', 'revision', 'attendees.0.name', 'attendees.1.phone', 'attendees.19.name', '__proto__'), fc.string());
    const value = fc.oneof(fc.constantFrom('attend', 'decline', 'representative', ''), fc.string(), fc.array(fc.string()), fc.integer());
    fc.assert(
      fc.property(fc.dictionary(field, value), (body) => {
        const checked = check(body);
        if ('content' in checked) expect(ResponseContent.safeParse(checked.content).success).toBe(true);
        else expect(checked.mistakes.length).toBeGreaterThan(0);
      }),
    );
  });

  it('comes back as it was typed, to be mended', () => {
    const typed = readTyped({ answer: 'attend', 'attendees.1.position': ' นักวิชาการ', note: 'a\r\nb', revision: '3' });
    expect(typed).toEqual({ answer: 'attend', note: 'a\nb', revision: '3', attendees: [{ name: '', position: '', phone: '' }, { name: '', position: ' นักวิชาการ', phone: '' }] });
  });
});

describe('the form', () => {
  it('starts empty, or with what the office said last', () => {
    expect(typedOf(undefined, 1)).toEqual({ answer: '', note: '', revision: '1', attendees: [{ name: '', position: '', phone: '' }] });
    expect(typedOf(exampleResponse, 2)).toMatchObject({ answer: 'attend', revision: '2', attendees: [{ ...exampleResponse.attendees[0], phone: '' }] });
  });

  it('has a row more when asked for, up to the limit', () => {
    let typed = typedOf(undefined, 1);
    for (let index = 0; index < 30; index += 1) typed = withOneMore(typed);
    expect(typed.attendees).toHaveLength(limits.attendees);
  });

  it('says which revision it was made from, if that is a plain number', () => {
    const revision = (text: string) => expectedRevisionOf(readTyped({ revision: text }));
    expect([revision('12'), revision(''), revision('-1'), revision('1e9'), revision('0')]).toEqual([12, undefined, undefined, undefined, undefined]);
  });
});
