/** What a mail says, before it is laid out: the same for HTML and text. */
export type Letter = {
  readonly subject: string;
  /** What a mail program shows beside the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly salutation: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly Fact[];
  /** The one thing to do. `note` tells that the link is personal. */
  readonly action?: { readonly label: string; readonly url: string; readonly note: string };
  /** Where one mail is for several offices: what is said before their names, what their codes are called, and of their links. */
  readonly several?: { readonly lead: string; readonly code: string; readonly note: string };
  readonly after: readonly string[];
  /** Where else to look. */
  readonly links?: readonly { readonly label: string; readonly url: string }[];
  readonly closing: string;
  readonly signature: readonly string[];
  readonly footer: string;
};
export type Fact = { readonly label: string; readonly value: string; readonly strong?: boolean };

/**
 * `last-day`: a reminder on the deadline's own day. `answered`: an invitation to an office that has answered already. `closed`: the time for
 * replies is over. `moved`, `recheck`, `missed`, `anew`: an appointment that takes the place of another, or follows a check that failed, that
 * nobody came to, or that was cancelled. `meeting-off`: an appointment that is cancelled with its meeting. `site`: to a site instead of an office.
 * `joining`: other is dialled than was told before. `kept`: of an office that asked for another hall, that it stays at its own. `counts`, `counts-closed`: an earlier answer counts in place of the one that was taken back. `confirm`, `confirm-closed`: an office that comes
 * is asked to say so again. `focal-point`: a digest of one province. `booked`: a site that has yet to pass its check, with an appointment for it.
 */
export type LetterVariant =
  | 'plain'
  | 'last-day'
  | 'answered'
  | 'closed'
  | 'moved'
  | 'recheck'
  | 'missed'
  | 'anew'
  | 'meeting-off'
  | 'joining'
  | 'kept'
  | 'site'
  | 'counts'
  | 'counts-closed'
  | 'confirm'
  | 'confirm-closed'
  | 'focal-point'
  | 'booked';

/** Facts that only some letters of a kind have. */
/** What a changed meeting was before. */
export type BeforeChange = 'titleBefore' | 'whenBefore' | 'placeBefore' | 'deadlineBefore';
/** What was found in a site's last check with what to do about it, what it is dialled by, who is rung there. */
export type AboutSite = 'findings' | 'dialledAt' | 'technicians';
/** What was dialled, and whom to call when a link fails, before it was changed. */
export type BeforeJoining = 'dialInBefore' | 'faultLineBefore';
export type LetterExtra = 'people' | 'late' | 'reason' | AboutSite | BeforeChange | BeforeJoining;

/** What is put into a rendered mail for each recipient; everything else in it is the same for all of them. */
export type LetterBlank =
  | 'office'
  | 'site'
  | 'siteBefore'
  | 'url'
  | 'answer'
  | 'attendees'
  | 'people'
  | 'channel'
  | 'receivedAt'
  | 'when'
  | 'room'
  | AboutSite
  | BeforeChange
  | BeforeJoining
  | 'reason'
  | 'countsAnswer'
  | 'countsAttendees'
  | 'countsChannel'
  | 'mailSubject'
  | 'mailAnswer'
  | 'province'
  | 'digestAnswers'
  | 'digestSilent'
  | 'digestToDo';

/** What letters are written of, all of it in their language and in one line. */
export type LetterValues = {
  readonly title: string;
  readonly organiser: string;
  readonly purpose: string;
  readonly place: string;
  readonly unit: string;
  readonly email: string;
  readonly fax?: string | undefined;
  /** The coordinator's telephone, where to call when the link fails, and what is dialled to join. */
  readonly phone?: string | undefined;
  readonly faultLine?: string | undefined;
  readonly dialIn?: string | undefined;
  /** From when to when the meeting is, and when it begins. */
  readonly when: string;
  readonly startsAt: string;
  /** The deadline at this moment. */
  readonly until: string;
  readonly variant: LetterVariant;
  readonly extras: readonly LetterExtra[];
  /** What the office said beside its answer, under what people call it. */
  readonly details: readonly Fact[];
  readonly blank: (name: LetterBlank) => string;
};
