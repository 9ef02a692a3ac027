import { arabicDigits, type Meeting, type MeetingContent } from '#contracts';
import { type Language, type ReadWallTime } from '#words';
import { withTexts } from '../../kit/form/paths.js';
import { readMoment, type TypedMoment } from '../../kit/time/moment-field.js';
import { typedAt } from '../../kit/time/typed-day.js';
import { typedTexts, type TypedTexts, whatTexts, whomTexts } from './texts.js';

export const momentNames = ['startsAt', 'endsAt', 'replyBy'] as const;
export type MomentName = (typeof momentNames)[number];

const texts = { ...whatTexts, ...whomTexts };
export type BasicsPath = keyof typeof texts;
export type TypedBasics = {
  readonly texts: TypedTexts<BasicsPath>;
  readonly moments: Readonly<Record<MomentName, TypedMoment>>;
  readonly ordinal: string;
  readonly year: string;
};

const buddhist = 543;
/** The year of a running number as readers of the language write it. */
const writtenYear = (year: number, language: Language): string => String(language === 'th' ? year + buddhist : year);
const readNumber = (text: string): number | undefined => {
  const plain = arabicDigits(text.trim());
  return /^\d{1,4}$/.test(plain) ? Number(plain) : undefined;
};
const readYear = (text: string): number | undefined => {
  const year = readNumber(text);
  return year === undefined ? undefined : year >= 2400 ? year - buddhist : year;
};

/** Seconds are shown where there are any, as in a deadline at the end of a day. */
const shortTyped = ({ day, time }: TypedMoment): TypedMoment => ({ day, time: time.replace(/^(\d+:\d+):00$/, '$1') });
const secondOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

/** A meeting as it stands in the form. */
export const typedBasics = (meeting: Meeting, language: Language): TypedBasics => ({
  texts: typedTexts(texts, meeting),
  moments: Object.fromEntries(
    momentNames.map((name) => [name, shortTyped(typedAt(meeting[name], meeting.timeZone, language))]),
  ) as TypedBasics['moments'],
  ordinal: meeting.number === undefined ? '' : String(meeting.number.ordinal),
  year: meeting.number === undefined ? '' : writtenYear(meeting.number.year, language),
});

/** What somebody has typed; the rest stands as it is kept. */
export type BasicsEdits = { readonly [Part in 'texts' | 'moments']?: Partial<TypedBasics[Part]> } & Partial<
  Pick<TypedBasics, 'ordinal' | 'year'>
>;
export const mergedEdits = (before: BasicsEdits, more: BasicsEdits): BasicsEdits => ({
  ...before,
  ...more,
  texts: { ...before.texts, ...more.texts },
  moments: { ...before.moments, ...more.moments },
});
export const withEdits = (typed: TypedBasics, edits: BasicsEdits): TypedBasics => ({
  ...typed,
  ...edits,
  texts: { ...typed.texts, ...edits.texts },
  moments: { ...typed.moments, ...edits.moments },
});

export type UnreadMoment = {
  readonly name: MomentName;
  readonly read: Exclude<ReadWallTime, { readonly instant: string }>;
};
export type ReadBasics =
  { readonly content: MeetingContent } | { readonly unread: readonly UnreadMoment[]; readonly number?: 'unreadable' };

/** What was typed as a content, with all that the form does not show as it was; or which times, or whether the number, say nothing. */
export const readBasics = (typed: TypedBasics, before: MeetingContent): ReadBasics => {
  const unread: UnreadMoment[] = [];
  const moments: Partial<Record<MomentName, string>> = {};
  for (const name of momentNames) {
    const read = readMoment(typed.moments[name], before.timeZone);
    if ('instant' in read)
      moments[name] = secondOf(read.instant) === secondOf(before[name]) ? before[name] : read.instant;
    else unread.push({ name, read });
  }
  const isNumbered = typed.ordinal.trim() !== '' || typed.year.trim() !== '';
  const [ordinal, year] = [readNumber(typed.ordinal), readYear(typed.year)];
  const isUnreadable = isNumbered && (ordinal === undefined || year === undefined);
  if (unread.length > 0 || isUnreadable) return { unread, ...(isUnreadable && { number: 'unreadable' }) };
  const { number: _number, ...rest } = before;
  const content = { ...rest, ...moments, ...(isNumbered && { number: { ordinal, year } }) };
  return { content: withTexts(content, typed.texts) as MeetingContent };
};
