import { type DeliveryKind, type Language, type Meeting, type ReplyField } from '#contracts';
import { type Letter as LetterInWords, type LetterExtra as ExtraInWords, type LetterVariant } from '#words';
import { type AnswerExtra } from './blanks.js';
import { type MarkdownBlock } from './markdown.js';

/** What a letter says between its salutation and its end, in its order: what people read, the table of facts, the one thing to do. */
export type LetterBlock = MarkdownBlock | { readonly kind: 'facts' } | { readonly kind: 'action' };
/** ที่ ลงวันที่ เรื่อง สิ่งที่ส่งมาด้วย. */
export type HeadLine = {
  readonly term: string;
  readonly items: readonly { readonly text: string; readonly href?: string }[];
};

/** A letter as its language's dictionary or people write it. */
export type Letter = Omit<LetterInWords, 'paragraphs' | 'after'> & {
  readonly language: Language;
  /** What the official letter is known by, and what goes with it. */
  readonly head: readonly HeadLine[];
  readonly body: readonly LetterBlock[];
  /** Where it is for several offices: each with what is its own. */
  readonly offices?: readonly LetterOffice[];
};
export type LetterOffice = { readonly name: string; readonly url: string; readonly code: string };

/** Facts that only some letters of a kind have. */
export type LetterExtra = ExtraInWords | ReplyField | AnswerExtra;

/** A kind's letter in a meeting's own words, in Markdown. `key` tells one from another; without it what is written is not kept. */
export type OwnWords = { readonly key?: string; readonly subject: string; readonly text: string };

export { type LetterVariant };
/** Which letter: kind and language, and what else changes its words for a whole group of recipients. */
export type LetterForm = {
  readonly kind: DeliveryKind;
  readonly language: Language;
  readonly meeting: Meeting;
  /** The deadline at this moment. */
  readonly replyBy: string;
  readonly variant: LetterVariant;
  readonly extras?: readonly LetterExtra[];
  readonly own?: OwnWords | undefined;
  /** For so many offices, if not for one. */
  readonly offices?: number;
};
