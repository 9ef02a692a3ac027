import {
  type KeptContent,
  fieldWordsOf,
  type Language,
  type ReplyField,
  type ReplyFormSettings,
  type Response,
  saidInReply,
  saidOfAttendee,
  saidToQuestions,
} from '#contracts';
import { type BeforeChange, momentText, spanText, textIn, wordsOf } from '#words';
import {
  type AppointmentContent,
  type MeetingAsTold,
  type ReceiptContent,
  type TakenBackContent,
} from './mail-content.js';
import { type Blanks } from './blanks.js';
import { manyLines, oneLine } from './one-line.js';

/** Who comes, one person a line, numbered when there are several. */
export const peopleText = (people: KeptContent['attendees'], language: Language): string =>
  people
    .map((person, index) => {
      const { attendee } = fieldWordsOf(language);
      const facts = saidOfAttendee(person, language).map(({ name, text }) => oneLine(attendee[name].said(text)));
      return `${people.length > 1 ? `${index + 1}. ` : ''}${facts.join(', ')}`;
    })
    .join('\n');

export const receiptBlanks = (
  { answer, attendeeCount, channel, receivedAt }: ReceiptContent,
  language: Language,
  timeZone: string,
): Blanks => ({
  answer: wordsOf(language).mail.answers[answer],
  attendees: wordsOf(language).mail.persons(attendeeCount),
  channel: wordsOf(language).mail.channels[channel],
  receivedAt: momentText(language, timeZone, receivedAt),
});

/** Who comes and what else the office said: absent where there is nothing. */
export const detailBlanks = (
  { attendees, answers, ...content }: Pick<Response, 'attendees' | 'answers' | ReplyField>,
  language: Language,
  form: ReplyFormSettings | undefined,
): Blanks => {
  const answered = saidToQuestions(form, answers, language).flatMap(({ id, text }) =>
    manyLines(text) === '' ? [] : [[`answers.${id}`, manyLines(text)]],
  );
  const said = saidInReply(content, language).flatMap(({ name, text }) =>
    manyLines(text) === '' ? [] : [[name, manyLines(text)]],
  );
  return {
    ...(attendees.length > 0 && { people: peopleText(attendees, language) }),
    ...Object.fromEntries([...answered, ...said]),
  };
};

export const countsBlanks = (
  { answer, attendeeCount, channel }: NonNullable<TakenBackContent['counts']>,
  language: Language,
): Blanks => ({
  countsAnswer: wordsOf(language).mail.answers[answer],
  countsAttendees: wordsOf(language).mail.persons(attendeeCount),
  countsChannel: wordsOf(language).mail.channels[channel],
});

/** What of the meeting is otherwise now, and how it was; `deadline`: whether that is told as well. */
export const beforeChange = (
  before: MeetingAsTold,
  now: MeetingAsTold,
  language: Language,
  deadline: boolean,
): { readonly extras: readonly BeforeChange[]; readonly blanks: Blanks } => {
  const said = (meeting: MeetingAsTold): Readonly<Record<BeforeChange, string>> => ({
    titleBefore: oneLine(textIn(meeting.title, language)),
    whenBefore: spanText(language, meeting.timeZone, meeting.startsAt, meeting.endsAt),
    placeBefore: oneLine(textIn(meeting.place, language)),
    deadlineBefore: deadline ? momentText(language, meeting.timeZone, meeting.replyBy) : '',
  });
  const [was, is] = [said(before), said(now)];
  const extras = (Object.keys(was) as BeforeChange[]).filter((name) => was[name] !== is[name]);
  return { extras, blanks: Object.fromEntries(extras.map((name) => [name, was[name]])) };
};

export const appointmentBlanks = (
  { siteName, startsAt, endsAt, room }: AppointmentContent,
  language: Language,
  timeZone: string,
): Blanks => ({
  site: oneLine(textIn(siteName, language)),
  when: spanText(language, timeZone, startsAt, endsAt),
  room: String(room),
});
