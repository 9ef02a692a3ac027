import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { exampleMeetingContent, type HistoryChange, MeetingContent, Organisation } from '#contracts';
import { hasFieldLabel, type Language, languages } from '#words';
import { wordedChanges } from './worded.js';

const said = (changes: readonly HistoryChange[], language: Language = 'th') =>
  wordedChanges(changes, {
    language,
    timeZone: 'Asia/Bangkok',
    nameOf: (field, id) => (field === 'siteId' && id === 'th-50' ? 'ศาลากลางเชียงใหม่' : undefined),
  });
const one = (field: string, before: unknown, after: unknown, language?: Language) =>
  said([{ field, before, after }], language)[0];

describe('what a write changed, as people read it', () => {
  it('is called by its field’s name, with how it was and how it is', () => {
    expect(one('fax', '0 2612 6011', '0 2612 6012')).toEqual({
      label: 'โทรสาร',
      before: '0 2612 6011',
      after: '0 2612 6012',
    });
    expect(one('fax', '0 2612 6011', undefined)).toEqual({ label: 'โทรสาร', before: '0 2612 6011' });
  });

  it('says days and instants in the reader’s era, at the meeting’s place', () => {
    const at = ['2016-11-18T16:59:59.000Z', '2016-11-21T16:59:59.000Z'] as const;
    expect(one('replyBy', ...at)).toMatchObject({
      before: '18 พ.ย. 2559 เวลา 23.59 น.',
      after: expect.stringMatching(/^21 พ.ย. 2559/),
    });
    expect(one('replyBy', ...at, 'en')?.before).toMatch(/^18 Nov 2016.*23:59/);
    expect(one('dated', undefined, '2016-11-07')?.after).toBe('7 พ.ย. 2559');
    expect(one('dated', undefined, '2016-11-07', 'en')?.after).toBe('7 Nov 2016');
  });

  it('says words for what is chosen, names for what is kept by its id, and yes or no', () => {
    expect(one('answer', 'attend', 'decline')).toMatchObject({ before: 'เข้าร่วม', after: 'ไม่เข้าร่วม' });
    expect(one('status', 'issued', 'withdrawn', 'en')).toMatchObject({ before: 'Invited', after: 'Withdrawn' });
    expect(one('siteId', 'th-50', 'th-99')).toMatchObject({ before: 'ศาลากลางเชียงใหม่', after: 'th-99' });
    expect(one('done', false, true, 'en')).toMatchObject({ before: 'no', after: 'yes' });
  });

  it('of what has parts says those that changed alone', () => {
    const { letter } = { letter: { urgency: 'urgent', signer: { name: 'ก', position: 'อธิบดี' } } };
    const after = { ...letter, urgency: 'most-urgent', signer: { ...letter.signer, name: 'ข' } };
    expect(said([{ field: 'letter', before: letter, after }], 'en')).toEqual([
      { label: 'Letter › Urgency', before: 'urgent', after: 'most urgent' },
      { label: 'Letter › Signed by › Name', before: 'ก', after: 'ข' },
    ]);
    expect(one('place', { th: 'ห้องเก่า', en: 'old' }, { th: 'ห้องใหม่', en: 'new' }, 'en')).toEqual({
      label: 'Place',
      before: 'old',
      after: 'new',
    });
  });

  it('of a list says what came, what went and what is otherwise, by their names', () => {
    const [a, b] = ['ก', 'ข'].map((th, at) => ({ class: `class-${at}`, name: { th }, surveyed: false }));
    expect(said([{ field: 'classes', before: [a], after: [{ ...a, surveyed: true }, b] }], 'en')).toEqual([
      { label: 'Classes of offices › ก · Surveyed no › Surveyed', before: 'no', after: 'yes' },
      { label: 'Classes of offices', after: 'ข · Surveyed no' },
    ]);
    expect(said([{ field: 'classes', before: [a, b], after: [b, a] }], 'en')).toHaveLength(1);
    const file = { fileId: 'doc-1', sha256: 'f'.repeat(64), contentType: 'application/pdf', bytes: 4 };
    const documents = said([{ field: 'documents', after: [{ title: 'วาระ', file }] }]);
    expect(documents).toEqual([{ label: 'เอกสารประชุม', after: 'วาระ' }]);
  });

  it('of persons says that it changed and nothing else; of what nobody reads nothing', () => {
    expect(
      said(
        [
          { field: 'attendees', personal: true },
          { field: 'opinionId', after: 'x' },
        ],
        'en',
      ),
    ).toEqual([{ label: 'Attendees', personal: true }]);
  });

  it('is bounded, whatever was written', () => {
    const long = one('purpose', undefined, 'ก'.repeat(10_000));
    expect(long?.after?.length).toBeLessThan(500);
    const many = Array.from({ length: 500 }, (_each, at) => ({ field: 'fax', after: String(at) }));
    expect(said(many).length).toBeLessThanOrEqual(60);
  });

  it.each(languages)('never shows the name of a field or of a value that programs use, in %s', (language) => {
    const schemas = [MeetingContent, Organisation].map((schema) =>
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    );
    const missing = new Set<string>();
    const unreadValues = new Set(['fileId', 'sha256', 'contentType', 'bytes', 'id']);
    const walk = (node: unknown, field: string): void => {
      if (typeof node !== 'object' || node === null) return;
      if ('properties' in node)
        for (const [name, part] of Object.entries(node.properties as object)) {
          if (unreadValues.has(name)) continue;
          if (!hasFieldLabel(name, language)) missing.add(name);
          walk(part, name);
        }
      if ('enum' in node)
        for (const value of node.enum as string[])
          if (one(field, undefined, value, language)?.after === value && language === 'th')
            missing.add(`${field}: ${value}`);
      if ('items' in node) walk(node.items, field);
      for (const choice of ['anyOf', 'oneOf', 'allOf'] as const)
        if (choice in node) for (const part of (node as Record<typeof choice, unknown[]>)[choice]) walk(part, field);
      if ('$ref' in node && typeof node.$ref === 'string') walk(definition(node.$ref), field);
    };
    const definition = (ref: string): unknown =>
      schemas.map((schema) => schema.$defs?.[ref.replace('#/$defs/', '')]).find((each) => each !== undefined);
    for (const schema of schemas) walk(schema, '');
    for (const field of [
      'attendeeCount',
      'channel',
      'receivedAt',
      'saidAgainAt',
      'late',
      'scans',
      'seat',
      'people',
      'wants',
    ])
      if (!hasFieldLabel(field, language)) missing.add(field);
    expect([...missing]).toEqual([]);
    const shown = said(
      Object.entries(exampleMeetingContent).map(([field, after]) => ({ field, after })),
      language,
    );
    const texts = shown.flatMap(({ label, before = '', after = '' }) => [label, before, after]).join('\n');
    expect(texts).not.toMatch(/T\d{2}:\d{2}:\d{2}|[{}]|\[object/);
  });
});
