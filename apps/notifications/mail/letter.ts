import { type DeliveryKind, type Language, type Meeting, type ReplyField } from '#contracts';
import { type Letter as LetterInWords, type LetterExtra as ExtraInWords, type LetterVariant } from '#words';
import { type AnswerExtra } from './blanks.js';

/** A letter as its language's dictionary writes it. */
export type Letter = LetterInWords & { readonly language: Language };

/** Facts that only some letters of a kind have. */
export type LetterExtra = ExtraInWords | ReplyField | AnswerExtra;

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
};
