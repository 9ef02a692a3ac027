import type { Letter, MeetingContent } from '#contracts';
import { dayOf, type Language, readWallTime, type WallTimeMistake } from '#words';
import { parseDate } from '@internationalized/date';
import { withTexts } from '../../kit/form/paths.js';
import { writtenDay } from '../../kit/time/typed-day.js';
import { letterTexts, typedTexts, type TypedTexts } from './texts.js';

export type LetterPath = keyof typeof letterTexts;
type Choices = {
  readonly urgency: string;
  readonly secrecy: string;
  readonly acting: string;
  readonly thaiDigits: boolean;
  readonly attached: boolean;
  /** A day, in either era. */
  readonly dated: string;
};
type Lists = { readonly references: string };
/** A letter as it stands in the form; references are one a line. Its enclosures have a page of their own. */
export type TypedLetter = { readonly texts: TypedTexts<LetterPath> } & Choices & Lists;
export type LetterEdits = Partial<Choices & Lists> & { readonly texts?: Partial<TypedTexts<LetterPath>> };

export const typedLetter = (meeting: MeetingContent, language: Language): TypedLetter => {
  const { letter } = meeting;
  return {
    texts: typedTexts(letterTexts, meeting),
    urgency: letter?.urgency ?? '',
    secrecy: letter?.secrecy ?? '',
    acting: letter?.signer?.acting ?? '',
    thaiDigits: letter?.thaiDigits ?? false,
    attached: letter?.attached ?? false,
    dated: letter?.dated === undefined ? '' : writtenDay(parseDate(letter.dated), language),
    references: (letter?.references ?? []).join('\n'),
  };
};

export const withLetterEdits = (typed: TypedLetter, edits: LetterEdits): TypedLetter => ({
  ...typed,
  ...edits,
  texts: { ...typed.texts, ...edits.texts },
});

const linesOf = (text: string): string[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
const whenAny = <Item>(items: readonly Item[]): readonly Item[] | undefined => (items.length === 0 ? undefined : items);
const defined = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

type ReadLetter = { readonly content: MeetingContent } | { readonly mistake: WallTimeMistake };

/** The meeting with the letter that was typed, and with all of it that the form does not show; a letter of nothing is none. */
export const readLetter = (before: MeetingContent, typed: TypedLetter): ReadLetter => {
  const dated = typed.dated.trim() === '' ? undefined : readWallTime(typed.dated, '00:00', 'UTC');
  if (dated !== undefined && 'mistake' in dated) return { mistake: dated.mistake };
  const letter = defined({
    ...before.letter,
    references: whenAny(linesOf(typed.references)),
    thaiDigits: typed.thaiDigits ? true : undefined,
    attached: typed.attached ? true : undefined,
    dated: dated === undefined ? undefined : dayOf(typed.dated),
  }) as Letter;
  const { letter: _letter, ...rest } = before;
  // Who signs in nobody's stead names nobody whose it is.
  const stead = typed.acting === '' ? { 'letter.signer.actingFor': '' } : {};
  const content = withTexts(Object.keys(letter).length === 0 ? rest : { ...rest, letter }, {
    ...typed.texts,
    ...stead,
    'letter.urgency': typed.urgency,
    'letter.secrecy': typed.secrecy,
    'letter.signer.acting': typed.acting,
  });
  return { content: content as MeetingContent };
};
