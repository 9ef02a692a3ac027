import { type DeliveryKind } from '#contracts';
import { type Letter as LetterInWords, digitsOf, letterDayText, paperWordsOf, textIn } from '#words';
import { blank } from './blanks.js';
import { type HeadLine, type LetterForm } from './letter.js';
import { oneLine } from './one-line.js';

const aboutChecks: readonly DeliveryKind[] = [
  'appointment',
  'appointment-cancelled',
  'check-missing',
  'check-reminder',
];

/**
 * What the official letter is known by to an office's register, on every mail that goes out to offices of it: its number, day and
 * subject, and what goes with it, got by the office's own link. Nothing where the meeting has no letter.
 */
export const headOf = (
  { kind, language, meeting, variant }: LetterForm,
  { action }: LetterInWords,
): readonly HeadLine[] => {
  const { letter } = meeting;
  const isToSite = variant === 'site' || aboutChecks.includes(kind);
  // What a person answers to a mail, and what staff are told, is no part of the correspondence of the letter.
  if (letter === undefined || isToSite || kind === 'answer-to-mail' || kind === 'digest') return [];
  const words = paperWordsOf(language).letter;
  const digits = digitsOf(language === 'th' && letter.thaiDigits === true);
  const said = (text: string) => ({ text: digits(oneLine(text)) });
  const enclosures = (letter.enclosures ?? []).map(({ title, count, unit = 'copies', file }) => ({
    ...said(count === undefined ? title : `${title} ${words.count(count, words.units[unit])}`),
    // Without the office's link in the mail there is no way to a file.
    ...(file !== undefined
      && action !== undefined && { href: `${blank('url')}/files/${file.fileId}?lang=${language}` }),
  }));
  const lines: readonly HeadLine[] = [
    { term: words.number, items: letter.number === undefined ? [] : [said(letter.number)] },
    { term: words.datedTerm, items: letter.dated === undefined ? [] : [said(letterDayText(language, letter.dated))] },
    { term: words.subject, items: [said(letter.subject ?? textIn(meeting.title, language))] },
    { term: words.enclosures, items: enclosures },
  ];
  return lines.filter(({ items }) => items.length > 0);
};
