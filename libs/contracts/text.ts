import { type z } from 'zod';
import { type Reading, word } from './word.js';

/** Letters of PDF files and old Thai fonts that stand for marks and letters moved a little: U+F700 to U+F71A. */
const movedThai = [
  ...'ฐ\u0E34\u0E35\u0E36\u0E37\u0E48\u0E49\u0E4A\u0E4B\u0E4C\u0E48\u0E49\u0E4A\u0E4B\u0E4Cญ\u0E31\u0E4D\u0E47\u0E48\u0E49\u0E4A\u0E4B\u0E4C\u0E38\u0E39\u0E3A',
];
const thaiMark = '\u0E31\u0E34-\u0E3A\u0E47-\u0E4E';
/** The order in which marks are written on one letter: below, above, nikhahit, tone, thanthakhat. It is also NFC's. */
const markRank = (mark: string): number =>
  [
    '\u0E3A',
    '\u0E38\u0E39',
    '\u0E31\u0E34\u0E35\u0E36\u0E37\u0E47',
    '\u0E4D',
    '\u0E48\u0E49\u0E4A\u0E4B',
    '\u0E4C',
    '\u0E4E',
  ].findIndex((marks) => marks.includes(mark));
const markRun = new RegExp(`[${thaiMark}]{2,}`, 'gu');
const inOrder = (run: string): string =>
  [...run]
    .sort((a, b) => markRank(a) - markRank(b))
    .filter((mark, index, all) => mark !== all[index - 1])
    .join('');

/** Tones that were typed after sara am stand before it. A whole run in one go: one step at a time takes as many passes as it is long. */
const amRun = /\u0E33[\u0E33\u0E48-\u0E4B]+/g;
const tonesFirst = (run: string): string =>
  run.replaceAll('\u0E33', '') + '\u0E33'.repeat(run.split('\u0E33').length - 1);

const thaiOnce = (text: string): string =>
  text
    .replace(/\u0E40\u0E40/g, '\u0E41')
    .replace(amRun, tonesFirst)
    .replace(markRun, inOrder)
    .replace(/\u0E4D([\u0E48-\u0E4B]*)\u0E32/g, '$1\u0E33')
    .normalize('NFC');

/** Thai as it is written once: sara am in one letter, two เ as แ, each mark once and in its order. What people see stays. */
const foldThai = (text: string): string => {
  let [before, after] = [text, thaiOnce(text)];
  while (after !== before) [before, after] = [after, thaiOnce(after)];
  return after;
};

/** Joiners are letters' business in these scripts, and emoji's. */
const joining =
  '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}';
const joiner = new RegExp(
  `(?<=[${joining}])[\\u200C\\u200D](?=[${joining}])|(?<=\\p{Extended_Pictographic}\\uFE0F?\\p{Emoji_Modifier}?)\\u200D(?=\\p{Extended_Pictographic})|(?<=\\p{Emoji})\\uFE0F`,
  'gu',
);
const invisible = /\p{Default_Ignorable_Code_Point}|[\u{FFF9}-\u{FFFC}]|(?![\t\n\v\f\r\u0085])\p{Cc}/gu;
/** Embeddings, overrides and isolates: what stands there reads in another order than it is written. */
const direction = /[\u202A-\u202E\u2066-\u2069]/u;
/** Private use, unassigned, half characters, and the mark that stands for bytes nobody could read. */
const unreadable = /[\p{Co}\p{Cn}\p{Cs}\uFFFD]/u;

const dropInvisible = (text: string): string => {
  const kept = new Map([...text.matchAll(joiner)].map((match) => [match.index, match[0]]));
  return text.replace(invisible, (character, index: number) => (kept.has(index) ? character : ''));
};

/** More marks in a row than anybody writes, however often each is doubled. Putting a run of them in order (NFC) takes the square of its length. */
const mostMarksInRow = 64;
const longMarkRun = new RegExp(`[\\p{M}\uF700-\uF71A]{${mostMarksInRow + 1},}`, 'gu');
const isLongMarkRun = new RegExp(longMarkRun.source, 'u');
const withFewerMarks = (run: string): string => [...run].slice(0, mostMarksInRow).join('');

/** Most of what is written: ASCII, and Thai whose marks stand once and in their order. Folding would change nothing of it but its ends. */
const plain =
  /^(?:[\x20-\x7E\u0E33]|[\u0E01-\u0E30\u0E32\u0E3F-\u0E46\u0E4F-\u0E5B]\u0E3A?[\u0E38\u0E39]?[\u0E31\u0E34-\u0E37\u0E47]?[\u0E48-\u0E4B]?\u0E4C?)*$/;

const isPlain = (text: string): boolean => plain.test(text) && !text.includes('\u0E40\u0E40');

/**
 * A text as it is kept: NFC (NFKC would break ำ), Thai written once, without characters that nobody sees, spaces as spaces
 * and lines as lines. Direction overrides stay in it: whoever takes the text decides on them. Of a run of more than 64 marks the rest is left out;
 * whoever takes the text refuses it.
 */
export const foldText = (text: string): string =>
  isPlain(text)
    ? text.trim()
    : dropInvisible(
        foldThai(
          text
            .replace(longMarkRun, withFewerMarks)
            .replace(/[\uF700-\uF71A]/g, (moved) => movedThai[moved.charCodeAt(0) - 0xf700] ?? moved)
            .normalize('NFC'),
        ),
      )
        .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
        .replace(/[\t\v\f\p{Zs}\u2800]/gu, ' ')
        .split('\n')
        // A regular expression looks at a run of spaces again from each of them.
        .map((line) => line.trimEnd())
        .join('\n')
        .trim();

/** Folding takes one pass where nothing that was taken out had held two marks apart; else another. */
const folded = (text: string): string => {
  let [before, after] = [text, foldText(text)];
  while (after !== before) [before, after] = [after, foldText(after)];
  return after;
};

/** Ten marks on one letter are no writing any more. */
const mostMarks = 10;
const tooManyMarks = new RegExp(`\\p{M}{${mostMarks + 1}}`, 'u');

const asOneLine = (text: string): string =>
  text.includes('\n')
    ? text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join(' ')
    : text;

type Form = { readonly max: number; readonly lines: boolean; readonly blank: boolean };

/** Of a plain text nothing is direction, unreadable or a heap of marks, and each of its units is a character. */
const readPlain = (text: string, { max, blank }: Form): Reading => {
  const value = text.trim();
  if (value === '') return blank ? { value } : { problem: 'text-empty' };
  if (!blank && !/[\p{L}\p{N}]/u.test(value)) return { problem: 'text-no-letter' };
  return value.length > max ? { problem: 'text-long', params: { max } } : { value };
};

const readText = (text: string, form: Form): Reading => {
  const { max, lines, blank } = form;
  // Far more than can be left after folding is not worth the folding.
  if (text.length > 16 * max + 256) return { problem: 'text-long', params: { max } };
  if (isPlain(text)) return readPlain(text, form);
  if (direction.test(text)) return { problem: 'text-direction' };
  if (isLongMarkRun.test(text)) return { problem: 'text-marks' };
  const whole = folded(text);
  const value = lines ? whole : asOneLine(whole);
  if (unreadable.test(value)) return { problem: 'text-unreadable' };
  if (value === '') return blank ? { value } : { problem: 'text-empty' };
  if (!blank && !/[\p{L}\p{N}]/u.test(value)) return { problem: 'text-no-letter' };
  if (tooManyMarks.test(value)) return { problem: 'text-marks' };
  return [...value].length > max ? { problem: 'text-long', params: { max } } : { value };
};

const textWord = (form: Form): z.ZodString =>
  word((text) => readText(text, form), { maximum: form.max, ...(!form.blank && { minimum: 1 }) });

/** One line for people, such as a name: at most `max` characters after folding, with a letter or a digit; a line break becomes a space. */
export const Line = (max: number): z.ZodString => textWord({ max, lines: false, blank: false });
/** Several lines for people, with a letter or a digit. */
export const Text = (max: number): z.ZodString => textWord({ max, lines: true, blank: false });
/** One line that may be left blank, such as a position. */
export const LineOrBlank = (max: number): z.ZodString => textWord({ max, lines: false, blank: true });
/** Several lines that may be left blank, such as a note. */
export const TextOrBlank = (max: number): z.ZodString => textWord({ max, lines: true, blank: true });

export const mostPhone = 40;
const readPhone = (text: string): Reading => {
  // Numbers copied from address books bring direction marks with them; a number reads in one direction only.
  const reading = readText(text.slice(0, 1000).replace(new RegExp(direction, 'gu'), ''), {
    max: mostPhone,
    lines: false,
    blank: true,
  });
  if (!('value' in reading) || reading.value === '') return reading;
  if (!/^[\p{Nd}\p{L}\p{M} +()*#./,;:–‑-]+$/u.test(reading.value)) return { problem: 'phone-form' };
  return (reading.value.match(/\p{Nd}/gu) ?? []).length < 3 ? { problem: 'phone-digits' } : reading;
};

/** A telephone or fax number as people write it, digits of either script: `๐ ๒๑๔๑ ๗๐๐๐ ต่อ ๑๒๓`, `+66 2 141 7000`. Blank is none. */
export const Phone = word(readPhone, { maximum: mostPhone }).meta({ id: 'Phone', examples: ['0 2141 7000 ต่อ 123'] });
