import { type DeliveryKind, type Language, type Meeting, type ReplyField } from '#contracts';

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

/**
 * `last-day`: a reminder on the deadline's own day. `answered`: an invitation to an office that has answered already. `closed`: the time for
 * replies is over. `moved`, `recheck`, `missed`, `anew`: an appointment that takes the place of another, or follows a check that failed, that
 * nobody came to, or that was cancelled. `meeting-off`: an appointment that is cancelled with its meeting. `site`: to a site instead of an office.
 * `counts`, `counts-closed`: an earlier answer counts in place of the one that was taken back.
 */
export type LetterVariant = 'plain' | 'last-day' | 'answered' | 'closed' | 'moved' | 'recheck' | 'missed' | 'anew' | 'meeting-off' | 'site' | 'counts' | 'counts-closed';

/** Facts that only some letters of a kind have. */
export type LetterExtra = 'people' | ReplyField | 'late' | 'reason';

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
