import { textAt } from '../../kit/form/paths.js';

/** How a text is typed, and how long it may be; `lang` where it is in another language than the page. */
export type TextInput = {
  readonly max: number;
  readonly input?: 'text' | 'lines' | 'tel' | 'email';
  readonly lang?: 'en';
};
export type Texts<Path extends string> = Readonly<Record<Path, TextInput>>;
export type TypedTexts<Path extends string> = Readonly<Record<Path, string>>;

const line = { max: 500 } as const;
const inEnglish = { max: 500, lang: 'en' } as const;
const short = { max: 200 } as const;
const phone = { max: 60, input: 'tel' } as const;
const email = { max: 254, input: 'email' } as const;

/** What the meeting is, in the order of the page. */
export const whatTexts = {
  'title.th': line,
  'title.en': inEnglish,
  'organiser.th': line,
  'organiser.en': inEnglish,
  'purpose.th': line,
  'purpose.en': inEnglish,
  'place.th': line,
  'place.en': inEnglish,
} as const satisfies Texts<string>;

/** Whom offices and sites ask. */
export const whomTexts = {
  'coordinator.unit.th': line,
  'coordinator.unit.en': inEnglish,
  'coordinator.name': short,
  'coordinator.phone': phone,
  'coordinator.email': email,
  fax: phone,
  'host.unit.th': line,
  'host.name': short,
  'host.phone': phone,
  'host.email': email,
  faultLine: phone,
  dialIn: { max: 300 },
} as const satisfies Texts<string>;

/** The letter in the order of its parts; between them stand those that are no single texts. */
export const letterHeadTexts = { 'letter.number': { max: 100 } } as const satisfies Texts<string>;
export const letterSubjectTexts = { 'letter.subject': { max: 300 } } as const satisfies Texts<string>;
export const letterBodyTexts = { 'letter.body': { max: 10_000, input: 'lines' } } as const satisfies Texts<string>;
export const letterSignerTexts = {
  'letter.signer.name': short,
  'letter.signer.position': short,
} as const satisfies Texts<string>;
export const letterActingTexts = { 'letter.signer.actingFor': short } as const satisfies Texts<string>;
export const letterOwnerTexts = {
  'letter.owner.unit.th': line,
  'letter.owner.phone': phone,
  'letter.owner.fax': phone,
  'letter.owner.email': email,
} as const satisfies Texts<string>;
export const letterTexts = {
  ...letterHeadTexts,
  ...letterSubjectTexts,
  ...letterBodyTexts,
  ...letterSignerTexts,
  ...letterActingTexts,
  ...letterOwnerTexts,
};

export const typedTexts = <Path extends string>(fields: Texts<Path>, content: object): TypedTexts<Path> =>
  Object.fromEntries(Object.keys(fields).map((path) => [path, textAt(content, path)])) as TypedTexts<Path>;
