import { describe, expect, it } from '@jest/globals';
import { languages } from '#words';
import { z } from 'zod';
import {
  attendeeFieldNames,
  attendeeFields,
  fieldOf,
  fieldWordsOf,
  optionsOf,
  replyFieldNames,
  saidInReply,
  saidOfAttendee,
  schemasOf,
} from './reply-fields.js';
import { Attendee, contentOf, exampleResponseContent, Response, ResponseContent } from './response.js';

describe('the fields of a reply', () => {
  it('are those of its schemas, neither more nor fewer', () => {
    expect(Object.keys(Attendee.shape)).toEqual(attendeeFieldNames);
    expect(Object.keys(ResponseContent.shape)).toEqual(['answer', 'attendees', ...replyFieldNames]);
    for (const name of Object.keys(ResponseContent.shape)) expect(Response.shape).toHaveProperty(name);
  });

  it('are required or may be left out as they say', () => {
    for (const name of attendeeFieldNames) {
      const whole: Readonly<Record<string, string>> = { name: 'สมชาย', position: 'นักวิชาการ', phone: '0 2141 7000' };
      expect(
        Attendee.safeParse(Object.fromEntries(Object.entries(whole).filter(([each]) => each !== name))).success,
      ).toBe(!fieldOf(attendeeFields, name).required);
    }
  });

  it('have a name in every language', () => {
    for (const language of languages) {
      const { attendee, fields } = fieldWordsOf(language);
      for (const name of attendeeFieldNames) expect(attendee[name].label).not.toBe('');
      for (const name of replyFieldNames) expect(fields[name]).not.toBe('');
    }
  });

  it('are said in the order of the form, the empty ones not at all', () => {
    expect(saidOfAttendee({ phone: '1234', name: 'สมชาย', position: '' }, 'th')).toEqual([
      { name: 'name', text: 'สมชาย' },
      { name: 'phone', text: '1234' },
    ]);
    expect(saidInReply({}, 'en')).toEqual([]);
  });

  it('of each kind take what their kind takes', () => {
    const Sample = z.object(
      schemasOf({
        car: { input: 'choice', options: ['car', 'van'], required: false, seenBy: 'everybody' },
        mail: { input: 'e-mail', max: 254, required: true, seenBy: 'desk' },
        call: { input: 'phone', max: 40, required: true, seenBy: 'desk' },
      } as const),
    );
    const taken: z.infer<typeof Sample> = { mail: 'a@office.example', call: '0 2141 7000', car: 'van' };
    expect(Sample.parse(taken)).toEqual(taken);
    expect(Sample.safeParse({ ...taken, car: 'bus' }).success).toBe(false);
    expect(Sample.safeParse({ ...taken, call: '' }).success).toBe(false);
    expect(Sample.safeParse({ call: taken.call }).success).toBe(false);
    expect(
      optionsOf('unheard-of', { input: 'choice', options: ['car'], required: false, seenBy: 'everybody' }, 'th'),
    ).toEqual([{ option: 'car', text: 'car' }]);
  });

  it('are all of what an answer is compared by', () => {
    const said = { ...exampleResponseContent, note: 'ขอที่จอดรถ' };
    expect(contentOf({ ...said, revision: 1 } as ResponseContent)).toEqual(said);
  });
});
