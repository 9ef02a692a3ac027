import { describe, expect, it } from '@jest/globals';
import {
  EmailAddress,
  fieldProblem,
  RecordDeskReply,
  ResponseContent,
  routed,
  rpcs,
  StaffDraft,
  strictly,
} from '#contracts';
import { hasFieldLabel, languages, problemCodes, problemText } from '#words';
import fc from 'fast-check';
import { z } from 'zod';
import { invalid } from './app-error.js';
import { fromErrorReturn } from './error-return.js';
import { fieldProblems, zodToInvalid } from './invalid-input.js';
import { problemOf } from './problem.js';

const refused = (schema: z.ZodType, input: unknown, language?: 'th' | 'en') =>
  zodToInvalid(schema.safeParse(input).error ?? { issues: [] }, language);

describe('zodToInvalid', () => {
  it('names each field by its path and by what people call it, says what is wrong with it and what to do', () => {
    const error = refused(ResponseContent, { answer: 'perhaps', attendees: [{ name: '' }] });
    expect(error).toMatchObject({ kind: 'invalid', code: 'invalid-input' });
    expect(error.details?.fields).toEqual([
      {
        field: 'answer',
        label: 'Answer',
        problem: 'must be one of: attend, representative, decline',
        code: 'one-of',
        params: { values: 'attend\nrepresentative\ndecline' },
      },
      {
        field: 'attendees.0.name',
        label: 'Attendees, entry 1, Name',
        problem: 'must not be empty',
        remedy: 'fill it in',
        code: 'text-empty',
      },
    ]);
  });

  it('says it in Thai to a reader of Thai', () => {
    expect(refused(z.object({ email: EmailAddress }), { email: 'x' }, 'th').details?.fields).toMatchObject([
      { field: 'email', label: 'อีเมล', problem: 'ไม่ใช่ที่อยู่อีเมล' },
    ]);
    expect(refused(z.object({ email: EmailAddress }), {}, 'th').details?.fields).toMatchObject([
      { field: 'email', problem: 'ยังไม่ได้ระบุ' },
    ]);
  });

  it('says of what may be of two forms what is wrong in the one that it is of', () => {
    const sent = { answer: 'decline', answers: { a: 'x'.repeat(501), b: ['OX!'], c: 3, d: Array(21).fill('a') } };
    expect(refused(ResponseContent, sent).details?.fields?.map(({ field, code }) => `${field} ${code ?? ''}`)).toEqual([
      'answers.a text-long',
      'answers.b.0 id-form',
      'answers.c not-text',
      'answers.d list-long',
    ]);
  });

  it('words the rules of a schema by their code', () => {
    const draft = { email: 'a@b.example', name: 'N', roles: ['focal-point'], password: 'a long example password' };
    expect(refused(StaffDraft, draft).details?.fields).toMatchObject([
      { field: 'provinceCode', code: 'province-needed', remedy: 'name the province' },
    ]);
  });

  it('says which property was meant, and never more than the first letters of what was sent', () => {
    const content = { answer: 'decline', atendees: [] };
    const [problem] =
      refused(RecordDeskReply.request, { ...(RecordDeskReply.example.request as object), content }).details?.fields
      ?? [];
    expect(problem).toMatchObject({
      field: 'content.atendees',
      code: 'unknown-field',
      params: { near: 'attendees' },
      remedy: 'did you mean attendees? Else leave it out',
    });
    const [long] = refused(strictly(z.object({})), { ['<b>'.repeat(500)]: 1 }).details?.fields ?? [];
    expect(long?.field).toBe('b'.repeat(60));
  });

  it('names a hundred fields at most', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, 1]));
    expect(refused(strictly(z.object({})), many).details?.fields).toHaveLength(100);
  });
});

const english = /\b(must|is|has|not|invalid|expected|received|input|write|choose)\b/i;
const utc = /\d{4}-\d\d-\d\dT[\d:.]+Z/;
const jsonName = /\b[a-z]+[A-Z]\w+/;

/** Any code point but half a pair; fast-check's own unit, 'binary', first takes more than a second to count them all. */
const anyCharacter = fc
  .nat({ max: 0x10f7ff })
  .map((index) => String.fromCodePoint(index < 0xd800 ? index : index + 0x800));

describe('what is wrong, in both languages', () => {
  it.each(rpcs.map((contract) => [contract.subject, contract] as const))(
    'of %s is said without JSON names, UTC instants or English in Thai',
    (_subject, contract) => {
      const wrong = fc.oneof(
        fc.anything({ maxDepth: 1 }),
        fc.string({ unit: anyCharacter }),
        fc.constantFrom('', '\u200B', '2560-02-29', '2300-01-01T00:00Z', 'a b@c', '-', 'x'.repeat(3_000)),
      );
      const leaves = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
        typeof value === 'object' && value !== null
          ? [path, ...Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key]))]
          : [path];
      const put = (value: unknown, [key, ...rest]: readonly string[], put1: unknown): unknown => {
        if (key === undefined) return put1;
        if (Array.isArray(value))
          return value.map((each: unknown, index) => (String(index) === key ? put(each, rest, put1) : each));
        return { ...(value as object), [key]: put((value as Record<string, unknown>)[key], rest, put1) };
      };
      const places = leaves(contract.example.request);
      fc.assert(
        fc.property(fc.constantFrom(...places), wrong, (place, value) => {
          const issues = contract.request.safeParse(put(contract.example.request, place, value)).error?.issues ?? [];
          for (const each of fieldProblems(issues, 'th').filter(({ code }) => code !== 'unknown-field')) {
            expect(each.problem).toMatch(/\p{Script=Thai}/u);
            // A choice stands as it is typed behind what people call it.
            const said = each.problem.replace(/(?<=\p{Script=Thai}) \([a-z-]+\)/gu, '');
            expect(`${each.label ?? ''} ${said} ${each.remedy ?? ''}`).not.toMatch(english);
            expect(`${each.label ?? ''} ${each.problem} ${each.remedy ?? ''}`).not.toMatch(utc);
            expect(`${each.label ?? ''} ${each.problem}`).not.toMatch(jsonName);
            expect(each.code).not.toBe('not-accepted');
          }
          for (const each of fieldProblems(issues, 'en').filter(({ code }) => code !== 'unknown-field')) {
            expect(each.problem).not.toBe('');
            expect(each.problem).not.toMatch(/\p{Script=Thai}/u);
            expect(`${each.label ?? ''} ${each.problem}`).not.toMatch(jsonName);
          }
        }),
        { numRuns: 40 },
      );
    },
  );

  it('has a name in every language for every field of a request (else: fields.ts of the language)', () => {
    const names = new Set<string>();
    const collect = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      if ('properties' in schema) for (const name of Object.keys(Object(schema.properties))) names.add(name);
      for (const each of Object.values(schema)) collect(each);
    };
    for (const { request } of [...rpcs, ...routed]) collect(z.toJSONSchema(request, { io: 'input' }));
    for (const language of languages) expect([...names].filter((name) => !hasFieldLabel(name, language))).toEqual([]);
  });

  it.each(problemCodes)('has words for %s', (code) => {
    const params = {
      max: 3,
      min: 1,
      year: '2300',
      day: '2560-02-29',
      last: '23:59',
      other: 'startsAt',
      at: '2016-11-08T03:00:00Z',
      values: 'a\nb',
      near: 'name',
      key: 'x',
      entry: 1,
      id: 'th-50',
      own: 'TH-50',
      site: 'TH-51',
    };
    const { field, problem, remedy = '' } = { field: 'x', ...problemText({ code, params }, 'th') };
    expect([field, problem]).not.toContain('');
    expect(`${problem} ${remedy}`).toMatch(/\p{Script=Thai}/u);
    expect(problemText({ code, params }, 'en').problem).toMatch(/^[\x20-\x7E–＠…]+$/);
  });
});

describe('a service’s own problem', () => {
  const told = (error: Error, language: 'th' | 'en') => problemOf(error, 'c', language);

  it('is worded at the edge by its code, with moments as the reader writes them', () => {
    const error = invalid('invalid-received-at', {
      details: {
        fields: [
          fieldProblem('receivedAt', 'before-announced', { at: '2016-11-08T03:00:00.000Z', timeZone: 'Asia/Bangkok' }),
        ],
      },
    });
    expect(told(error, 'th').fields).toMatchObject([
      {
        field: 'receivedAt',
        label: 'วันเวลาที่ได้รับ',
        problem: 'อยู่ก่อนเวลาที่ประกาศการประชุม',
        remedy: 'โปรดใส่เวลาตั้งแต่ 8 พ.ย. 2559 เวลา 10.00 น. เป็นต้นไป',
      },
    ]);
    expect(told(error, 'en').fields).toMatchObject([
      { label: 'Received at', remedy: 'enter a time from 8 Nov 2016, 10:00 (Thailand time) on' },
    ]);
  });

  it('of a newer service, whose code has no words here, is said in general in Thai, and its instants are read in any language', () => {
    const fields = [{ field: 'replyBy', problem: 'is before 2016-11-08T03:00:00.000Z', remedy: 'name a later one' }];
    const error = fromErrorReturn({
      kind: 'conflict',
      code: 'something-new',
      message: 'The deadline 2016-11-08T03:00:00.000Z has passed.',
      details: { fields },
    });
    expect(told(error, 'th')).toMatchObject({
      detail: expect.not.stringMatching(english),
      fields: [{ label: 'กำหนดตอบรับ', problem: 'ค่านี้ใช้ไม่ได้' }],
    });
    expect(told(error, 'en')).toMatchObject({
      detail: 'The deadline 8 Nov 2016, 10:00 (Thailand time) has passed.',
      fields: [{ problem: 'is before 8 Nov 2016, 10:00 (Thailand time)' }],
    });
  });
});
