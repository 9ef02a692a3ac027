import { type DeliveryKind, type Language, type Meeting } from '#contracts';

/** What a mail says, before it is laid out: the same for HTML and text. */
export type Letter = {
  readonly language: Language;
  readonly subject: string;
  /** What a mail program shows beside the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly salutation: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string; readonly strong?: boolean }[];
  /** The one thing to do. `note` tells that the link is personal. */
  readonly action?: { readonly label: string; readonly url: string; readonly note: string };
  readonly after: readonly string[];
  readonly closing: string;
  readonly signature: readonly string[];
  readonly footer: string;
};

/** A reminder on the deadline's own day; an appointment that takes the place of another, or that follows a failed check. */
export type LetterVariant = 'plain' | 'last-day' | 'moved' | 'recheck';

/** Which letter: kind and language, and what else changes its words for a whole group of recipients. */
export type LetterForm = {
  readonly kind: DeliveryKind;
  readonly language: Language;
  readonly meeting: Meeting;
  /** The deadline at this moment. */
  readonly replyBy: string;
  readonly variant: LetterVariant;
};
