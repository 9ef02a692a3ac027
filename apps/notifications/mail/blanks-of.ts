import {
  type KeptContent,
  fieldWordsOf,
  type Language,
  type Meeting,
  type ReplyField,
  type ReplyFormSettings,
  type Response,
  saidInReply,
  saidOfAttendee,
  saidToQuestions,
} from '#contracts';
import {
  type AboutSite,
  type BeforeChange,
  type BeforeJoining,
  checksWordsOf,
  momentText,
  spanText,
  textIn,
  wordsOf,
} from '#words';
import {
  type AppointmentContent,
  type JoiningContent,
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

/** What was dialled, and whom to call, where that is otherwise now. */
export const beforeJoining = (
  { dialIn, faultLine }: JoiningContent,
  now: Pick<Meeting, 'dialIn' | 'faultLine'>,
): { readonly extras: readonly BeforeJoining[]; readonly blanks: Blanks } => {
  const blanks = {
    ...(dialIn !== undefined && dialIn !== now.dialIn && { dialInBefore: oneLine(dialIn) }),
    ...(faultLine !== undefined && faultLine !== now.faultLine && { faultLineBefore: oneLine(faultLine) }),
  };
  return { extras: Object.keys(blanks) as BeforeJoining[], blanks };
};

/** What is said of a site beside its appointment: absent where nothing is known. */
const aboutSite = (
  { findings = [], reachedBy }: AppointmentContent,
  language: Language,
): Readonly<Partial<Record<AboutSite, string>>> => {
  const words = checksWordsOf(language);
  const { systems = [], technicians = [] } = reachedBy ?? {};
  const lines: Readonly<Record<AboutSite, readonly string[]>> = {
    findings: findings.map((finding) => words.findings[finding].join(': ')),
    dialledAt: systems.map(({ kind, dial }) => `${words.systems[kind]} ${dial}`),
    technicians: technicians.map(({ name, mobile = '' }) => `${name} ${mobile}`.trim()),
  };
  return Object.fromEntries(
    Object.entries(lines).flatMap(([name, said]) => (said.length === 0 ? [] : [[name, said.map(oneLine).join('\n')]])),
  );
};
export const appointmentExtras = (appointment: AppointmentContent): AboutSite[] =>
  // What there is does not go by the language.
  Object.keys(aboutSite(appointment, 'en')) as AboutSite[];

export const appointmentBlanks = (appointment: AppointmentContent, language: Language, timeZone: string): Blanks => {
  const { siteName, startsAt, endsAt, room } = appointment;
  return {
    site: oneLine(textIn(siteName, language)),
    when: spanText(language, timeZone, startsAt, endsAt),
    room: String(room),
    ...aboutSite(appointment, language),
  };
};
