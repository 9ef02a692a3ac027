import { type Language } from '#contracts';
import {
  type Letter as LetterInWords,
  type LetterBlank,
  type LetterValues,
  type Placeholder,
  placeholderNamed,
} from '#words';
import { type Letter, type LetterBlock, type OwnWords } from './letter.js';
import { commonOf, letterCases, type LetterKind } from './letter-cases.js';
import { isWeb, markdownOf, type Span } from './markdown.js';
import { oneLine } from './one-line.js';

/** Parts that Sala writes by the case; each stands in a paragraph of its own. */
export const parts = ['circumstances', 'facts', 'link', 'whatToDo'] as const satisfies readonly Placeholder[];
export type LetterPart = (typeof parts)[number];
export const isPart = (placeholder: Placeholder | undefined): placeholder is LetterPart =>
  parts.some((part) => part === placeholder);

/** A name between double braces. */
export const placeholderPattern = /\{\{([^{}]*)\}\}/g;
/** The part that a paragraph is, if it is nothing else. */
export const partOf = (block: LetterBlock): LetterPart | undefined => {
  if (block.kind !== 'paragraph') return undefined;
  const name = /^\s*\{\{([^{}]*)\}\}\s*$/.exec(block.spans.map(({ text }) => text).join(''))?.[1];
  const placeholder = name === undefined ? undefined : placeholderNamed(name);
  return isPart(placeholder) ? placeholder : undefined;
};

const blanks: Partial<Record<Placeholder, LetterBlank>> = {
  office: 'office',
  site: 'site',
  answer: 'answer',
  attendees: 'attendees',
  channel: 'channel',
  receivedAt: 'receivedAt',
  deadlineBefore: 'deadlineBefore',
  checkWhen: 'when',
  room: 'room',
};
/** What a name becomes in one letter; nothing where that has no such value, as a fax number that was taken out since. */
const valueIn = (kind: LetterKind, values: LetterValues, heading: string) => {
  const known = letterCases[kind].values;
  return (name: string): string => {
    const placeholder = placeholderNamed(name);
    if (placeholder === 'heading') return heading;
    if (placeholder === undefined || !known.includes(placeholder)) return '';
    const own = blanks[placeholder];
    if (own !== undefined) return values.blank(own);
    const value = values[placeholder as keyof LetterValues];
    return typeof value === 'string' ? value : '';
  };
};

/**
 * A letter in a meeting's own words. Heading, salutation, end and whatever hangs on the recipient's case are Sala's: so a reminder
 * says that it is the last day, whoever worded it. The facts and the link are in it whatever was written.
 */
export const ownLetter = (
  kind: LetterKind,
  own: OwnWords,
  values: LetterValues,
  written: LetterInWords,
  language: Language,
): Pick<Letter, 'subject' | 'body'> => {
  const value = valueIn(kind, values, written.heading);
  const filled = (text: string): string => text.replace(placeholderPattern, (_whole, name: string) => value(name));
  const spans = (all: readonly Span[]): Span[] =>
    all.map(({ href, ...span }) => ({
      ...span,
      text: filled(span.text),
      ...(href !== undefined && isWeb(href) && { href }),
    }));
  const common = commonOf(kind, language, values);
  const besides = (said: readonly string[], always: readonly string[]): LetterBlock[] =>
    said.filter((text) => !always.includes(text)).map((text) => ({ kind: 'paragraph', spans: [{ text }] }));
  const made: Readonly<Record<LetterPart, readonly LetterBlock[]>> = {
    circumstances: besides(written.paragraphs, common.paragraphs),
    facts: [{ kind: 'facts' }],
    link: written.action === undefined ? [] : [{ kind: 'action' }],
    whatToDo: besides(written.after, common.after),
  };
  const used = new Set<LetterPart>();
  const once = (part: LetterPart): readonly LetterBlock[] => {
    if (used.has(part)) return [];
    used.add(part);
    return made[part];
  };
  const body = markdownOf(own.text).flatMap((block): readonly LetterBlock[] => {
    const part = partOf(block);
    if (part !== undefined) return once(part);
    return block.kind === 'paragraph'
      ? [{ ...block, spans: spans(block.spans) }]
      : [{ ...block, items: block.items.map(spans) }];
  });
  return { subject: oneLine(filled(own.subject)), body: [...body, ...parts.flatMap(once)] };
};
