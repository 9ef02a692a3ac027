import { describe, expect, it } from '@jest/globals';
import { languages } from '#words';
import { z } from 'zod';
import {
  attendeeFieldNames,
  attendeeFields,
  fieldOf,
  keptSchemasOf,
  replyFieldNames,
  schemasOf,
} from './reply-fields.js';
import { fieldWordsOf, optionsOf, saidInReply, saidOfAttendee } from './reply-said.js';
import { Attendee, contentOf, exampleResponse, exampleResponseContent, Response, ResponseContent } from './response.js';

describe('the fields of a reply', () => {
  it('are those of its schemas, neither more nor fewer', () => {
    expect(Object.keys(Attendee.shape)).toEqual(attendeeFieldNames);
    expect(Object.keys(ResponseContent.shape)).toEqual(['answer', 'attendees', 'answers', ...replyFieldNames]);
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
    expect(saidInReply({ note: 'ก', reasonDeclined: 'no-staff' }, 'en').map(({ text }) => text)).toEqual([
      'No staff available',
      'ก',
    ]);
  });

  it.each([
    ['นาย', 'สมชาย ใจดี', 'นายสมชาย ใจดี'],
    ['ผศ.ดร.', 'สมหญิง', 'ผศ.ดร.สมหญิง'],
    ['Mr.', 'Smith', 'Mr. Smith'],
  ])('say a name with its prefix as it is written: %s', (prefix, name, text) => {
    expect(saidOfAttendee({ prefix, name }, 'th')).toEqual([{ name: 'name', text }]);
    expect(saidOfAttendee({ prefix, name: '' }, 'th')).toEqual([{ name: 'prefix', text: prefix }]);
  });

  it('of each kind take what their kind takes', () => {
    const Sample = z.object(
      schemasOf({
        car: { input: 'choice', options: ['car', 'van'], required: false, seenBy: 'everybody' },
        mail: { input: 'e-mail', required: true, seenBy: 'desk' },
        call: { input: 'phone', required: true, seenBy: 'desk' },
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

  it('show what was chosen before beside the options of today, which are all that is taken', () => {
    const car = { input: 'choice', options: ['car'], required: false, seenBy: 'everybody' } as const;
    const options = (said?: string) => optionsOf('car', car, 'en', said).map(({ option }) => option);
    expect([options(), options(''), options('car'), options('ox')]).toEqual([['car'], ['car'], ['car'], ['car', 'ox']]);
  });

  it('hide no answer that was given under the questions of its day', () => {
    const Kept = z.object(
      keptSchemasOf({
        car: { input: 'choice', options: ['car'], required: true, seenBy: 'everybody' },
        plate: { input: 'line', max: 3, required: true, seenBy: 'desk' },
        mail: { input: 'e-mail', required: true, seenBy: 'desk' },
      }),
    );
    for (const kept of [{}, { car: 'ox', plate: 'กข 1234', mail: 'none' }]) expect(Kept.parse(kept)).toEqual(kept);
    const nameless = { ...exampleResponse, attendees: [{ position: 'นักวิชาการ' }] };
    expect(Response.parse(nameless)).toEqual(nameless);
    expect(ResponseContent.safeParse(contentOf(nameless)).success).toBe(false);
  });

  it('are all of what an answer is compared by', () => {
    const said = { ...exampleResponseContent, note: 'ขอที่จอดรถ' };
    expect(contentOf({ ...exampleResponse, ...said })).toEqual(said);
  });
});
