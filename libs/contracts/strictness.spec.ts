import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { events, rpcs } from './catalogue.js';
import { EnrolOrganisations, exampleOrganisation, OrganisationEnrolled } from './organisation.js';
import { RecordDeskReply } from './reply.js';
import { Language } from './words.js';
import { strictly, tolerantly } from './strictness.js';

type Path = readonly (string | number)[];
/** Where an example holds an object, at any depth. */
const objectsIn = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, each]) =>
    objectsIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) ? below : [path, ...below];
};
const withExtra = (value: unknown, path: Path, extra: object): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return { ...(value as object), ...extra };
  if (Array.isArray(value)) return value.map((each, index) => (index === key ? withExtra(each, rest, extra) : each));
  return { ...(value as object), [key]: withExtra((value as Record<string, unknown>)[String(key)], rest, extra) };
};
const strange = { phoneNumber_: '0 2141 7000' };

describe.each(rpcs.map((contract) => [contract.subject, contract] as const))('%s', (_subject, contract) => {
  it('refuses a property that it does not know, at any depth, and names it', () => {
    for (const path of objectsIn(contract.example.request)) {
      const issues = contract.request.safeParse(withExtra(contract.example.request, path, strange)).error?.issues ?? [];
      expect(issues).toContainEqual(
        expect.objectContaining({ code: 'unrecognized_keys', path, keys: ['phoneNumber_'] }),
      );
    }
  });
  it('answers tolerantly, without what it does not know', () => {
    // A map's keys are its own: any property of it is known.
    const isMap = (path: Path) => path.some((key) => /^by[A-Z]|^left$/.test(String(key)));
    for (const path of objectsIn(contract.example.returns).filter((each) => !isMap(each))) {
      const parsed = contract.returns.safeParse(withExtra(contract.example.returns, path, strange));
      expect(parsed.success).toBe(true);
    }
  });
});

it.each(events.map((contract) => [contract.subject, contract] as const))(
  '%s is read by whoever knows less of it',
  (_subject, contract) => {
    for (const path of objectsIn(contract.example))
      expect(contract.data.safeParse(withExtra(contract.example, path, strange)).success).toBe(true);
  },
);

it('a language that this release does not have is refused where it is asked for, and the usual one where it was kept', () => {
  const Office = z.object({ language: Language });
  expect(strictly(Office).safeParse({ language: 'xx' }).success).toBe(false);
  expect(tolerantly(Office).parse({ language: 'xx' })).toEqual({ language: 'th' });
  expect(tolerantly(Office).parse({ language: 'en' })).toEqual({ language: 'en' });
});

describe('a request', () => {
  it('says what its object knows beside what it does not', () => {
    const content = { answer: 'decline', atendees: [] };
    const issues = RecordDeskReply.request.safeParse({ ...(RecordDeskReply.example.request as object), content }).error
      ?.issues;
    expect(issues).toContainEqual(
      expect.objectContaining({
        code: 'unrecognized_keys',
        keys: ['atendees'],
        known: expect.arrayContaining(['attendees']),
      }),
    );
  });
  it('is folded where an event keeps what was kept', () => {
    const organisation = { ...exampleOrganisation, name: { th: 'เเพร่', en: 'Phrae\u200B' } };
    expect(EnrolOrganisations.request.parse({ organisations: [organisation] })).toMatchObject({
      organisations: [{ name: { th: 'แพร่', en: 'Phrae' } }],
    });
    expect(OrganisationEnrolled.data.parse({ organisation })).toEqual({ organisation });
  });
});

describe('strictness', () => {
  it('keeps names, rules and defaults, and is the same schema the second time', () => {
    const pair = z
      .object({ one: z.object({ two: z.int().default(2) }), list: z.array(z.object({ a: z.string() })).optional() })
      .refine((each) => each.one.two < 9)
      .meta({ id: 'PairOfThings' });
    const strict = strictly(pair);
    expect(strictly(strict)).toBe(strict);
    expect(strict.meta()).toMatchObject({ id: 'PairOfThings' });
    expect(strict.parse({ one: {} })).toEqual({ one: { two: 2 } });
    expect(strict.safeParse({ one: { two: 9 } }).success).toBe(false);
    expect(strict.safeParse({ one: {}, list: [{ a: '', b: 1 }] }).success).toBe(false);
    expect(tolerantly(pair)).toBe(pair);
  });
});
