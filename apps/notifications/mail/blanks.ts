import { randomBytes } from 'node:crypto';
import { type ReplyField } from '#contracts';
import { type LetterBlank, type LetterExtra } from '#words';

/** What the office said to a question of the meeting. */
export type AnswerExtra = `answers.${string}`;

/** Of a mail for several offices what is each one's own, from 1. */
export type BlankOfOne = `office.${number}` | `url.${number}` | `code.${number}`;

/** What is put into a rendered mail for each recipient; everything else in it is the same for all of them. */
export type Blank =
  LetterBlank | ReplyField | AnswerExtra | BlankOfOne | OneMeaning<ReplyField & (LetterBlank | LetterExtra)>;
/** A field of the reply that is called as a letter's own does not compile: one would be put where the other is meant. */
type OneMeaning<Name extends never> = Name;
export type Blanks = Readonly<Partial<Record<Blank, string>>>;

/** Drawn anew by each process and shown to nobody: no text that people wrote can hold it. */
const mark = `q${randomBytes(6).toString('hex')}`;
/** A place to be filled later. */
export const blank = (name: Blank): string => `${mark}${name}${mark}`;
const marks = new RegExp(`${mark}([\\w.-]+?)${mark}`, 'g');

/** Puts the values into their places. A place without a value is a defect. */
export const fillBlanks = (
  text: string,
  blanks: Blanks,
  escape: (value: string) => string = (value) => value,
): string =>
  text.replace(marks, (_whole, name: Blank) => {
    const value = blanks[name];
    if (value === undefined) throw new Error(`nothing to put in for ${name}`);
    return escape(value);
  });
