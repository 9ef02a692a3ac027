import { type Language, type Meeting, type WordedKind } from '#contracts';
import { inEveryLanguage, momentText, placeholderWordsOf, textIn } from '#words';
import {
  appointmentBlanks,
  type Blanks,
  countsBlanks,
  letterCases,
  type LetterForm,
  oneLine,
  type OwnWords,
  receiptBlanks,
} from '../mail/mail.module.js';

const dayMs = 24 * 3_600_000;
const daysBefore = (instant: string, days: number): string =>
  new Date(Date.parse(instant) - days * dayMs).toISOString();

type Shown = {
  readonly meeting: Meeting;
  readonly kind: WordedKind;
  readonly language: Language;
  readonly own: OwnWords;
  readonly case?: string | undefined;
  /** The office's name, where a real one is shown. */
  readonly office?: string | undefined;
  readonly url: string;
};

/** A letter to look at: what is not known is made up of the meeting's own times. */
export const sampleOf = ({ meeting, kind, language, own, office, url, ...shown }: Shown): [LetterForm, Blanks] => {
  const { timeZone, replyBy, startsAt } = meeting;
  const { variants, extras = [] } = letterCases[kind];
  const variant = variants.find((each) => each === shown.case) ?? variants[0];
  const siteName = inEveryLanguage(({ mail }) => mail.exampleSite);
  const check = daysBefore(startsAt, 7);
  const answer = { answer: 'attend', attendeeCount: 2, channel: 'web', receivedAt: daysBefore(replyBy, 2) } as const;
  const blanks: Blanks = {
    office: oneLine(office ?? placeholderWordsOf(language).office.name),
    url,
    ...receiptBlanks(answer, language, timeZone),
    ...countsBlanks({ ...answer, answer: 'decline', attendeeCount: 0 }, language),
    ...appointmentBlanks(
      {
        siteName,
        startsAt: check,
        endsAt: new Date(Date.parse(check) + 1_200_000).toISOString(),
        room: 1,
        occasion: 'first',
      },
      language,
      timeZone,
    ),
    site: oneLine(textIn(siteName, language)),
    siteBefore: oneLine(textIn(siteName, language)),
    deadlineBefore: momentText(language, timeZone, daysBefore(replyBy, 2)),
  };
  const form = { kind, language, meeting, replyBy, variant, extras: extras.filter((each) => each === shown.case), own };
  return [form, blanks];
};
