import { type Language, type WordedKind } from '#contracts';
import { type LetterExtra, type LetterValues, type LetterVariant, type Placeholder, wordsOf } from '#words';

const ofMeeting = ['title', 'organiser', 'purpose', 'place', 'when', 'startsAt', 'unit', 'email'] as const;
const toOffice = ['office', ...ofMeeting, 'until', 'fax'] as const;
const toSite = ['site', 'checkWhen', 'room', ...ofMeeting] as const;
const ofAnswer = ['answer', 'channel', 'receivedAt'] as const;

/** The kinds whose letters people word: for a meeting, or one by one. */
export type LetterKind = WordedKind | 'announcement';

type Cases = {
  readonly variants: readonly [LetterVariant, ...LetterVariant[]];
  /** Those that change what is said, not only the facts. */
  readonly extras?: readonly LetterExtra[];
  /** The values that are known in each of its letters. */
  readonly values: readonly Placeholder[];
};

/** Of each kind the cases that its letters are written for, and what can stand in each of them. */
export const letterCases: Readonly<Record<LetterKind, Cases>> = {
  invitation: { variants: ['plain', 'answered', 'closed'], values: toOffice },
  reminder: { variants: ['plain', 'last-day'], values: toOffice },
  thanks: { variants: ['plain'], values: ['office', ...ofMeeting] },
  'day-before': { variants: ['plain', 'closed', 'joining'], values: ['site', ...toOffice] },
  receipt: { variants: ['plain', 'closed'], extras: ['late'], values: [...toOffice, ...ofAnswer, 'attendees'] },
  'deadline-moved': { variants: ['plain'], values: [...toOffice, 'deadlineBefore'] },
  'meeting-changed': { variants: ['plain', 'answered', 'closed', 'confirm', 'confirm-closed'], values: toOffice },
  'answer-taken-back': { variants: ['plain', 'closed', 'counts', 'counts-closed'], values: [...toOffice, ...ofAnswer] },
  'hall-decided': { variants: ['moved', 'kept'], values: ['site', ...toOffice] },
  'meeting-cancelled': { variants: ['plain', 'site'], values: ofMeeting },
  announcement: { variants: ['plain', 'answered', 'closed'], values: toOffice },
  appointment: { variants: ['plain', 'moved', 'recheck', 'missed', 'anew'], values: toSite },
  'check-missing': { variants: ['plain', 'recheck', 'booked'], values: ['site', ...ofMeeting] },
  'check-reminder': { variants: ['plain'], values: toSite },
  'appointment-cancelled': { variants: ['plain', 'meeting-off'], values: toSite },
};

type Common = {
  /** Said in every case, and so for people to put otherwise. */
  readonly paragraphs: readonly string[];
  readonly after: readonly string[];
  readonly heading: boolean;
  /** Whether there is anything else that Sala writes by the case, before the facts and after. */
  readonly circumstances: boolean;
  readonly whatToDo: boolean;
  readonly action: boolean;
};

/** What all of a kind's letters say alike, whatever the values are. */
export const commonOf = (kind: LetterKind, language: Language, values: LetterValues): Common => {
  const { variants, extras = [] } = letterCases[kind];
  const others = values.extras.filter((extra) => !extras.includes(extra));
  const letters = variants.flatMap((variant) =>
    [[], ...extras.map((extra) => [extra])].map((added) =>
      wordsOf(language)
        .letters({ ...values, variant, extras: [...others, ...added] })
        [kind](),
    ),
  );
  const always = (part: 'paragraphs' | 'after'): readonly string[] =>
    letters[0]?.[part].filter((said) => letters.every((letter) => letter[part].includes(said))) ?? [];
  const [paragraphs, after] = [always('paragraphs'), always('after')];
  return {
    paragraphs,
    after,
    heading: letters.every((letter) => letter.heading === letters[0]?.heading),
    circumstances: letters.some((letter) => letter.paragraphs.length > paragraphs.length),
    whatToDo: letters.some((letter) => letter.after.length > after.length),
    action: letters.some((letter) => letter.action !== undefined),
  };
};
