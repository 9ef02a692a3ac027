import { type Answer, type Attendee, type Channel, fieldWordsOf, type Language, type ReplyField, type Response, saidInReply, saidOfAttendee } from '#contracts';
import { momentText, spanText } from '#words';
import { type AppointmentContent, type ReceiptContent, type TakenBackContent } from './mail-content.js';
import { type Blanks } from './blanks.js';
import { manyLines, oneLine } from './one-line.js';

const answers: Record<Language, Record<Answer, string>> = {
  th: { attend: 'เข้าร่วมประชุม', representative: 'ส่งผู้แทนเข้าร่วมประชุม', decline: 'ไม่เข้าร่วมประชุม' },
  en: { attend: 'Will attend', representative: 'Will send a representative', decline: 'Will not attend' },
};
const channels: Record<Language, Record<Channel, string>> = {
  th: { web: 'หน้าเว็บตอบรับ', fax: 'โทรสาร', phone: 'โทรศัพท์', letter: 'หนังสือ', 'e-mail': 'อีเมล' },
  en: { web: 'Web page', fax: 'Fax', phone: 'Telephone', letter: 'Letter', 'e-mail': 'E-mail' },
};
const attendeesText = (count: number, language: Language): string => (language === 'th' ? `${count} ท่าน` : String(count));

/** Who comes, one person a line, numbered when there are several. */
export const peopleText = (people: readonly Attendee[], language: Language): string =>
  people
    .map((person, index) => {
      const { attendee } = fieldWordsOf(language);
      const facts = saidOfAttendee(person, language).map(({ name, text }) => oneLine(attendee[name].said(text)));
      return `${people.length > 1 ? `${index + 1}. ` : ''}${facts.join(', ')}`;
    })
    .join('\n');

export const receiptBlanks = ({ answer, attendeeCount, channel, receivedAt }: ReceiptContent, language: Language, timeZone: string): Blanks => ({
  answer: answers[language][answer],
  attendees: attendeesText(attendeeCount, language),
  channel: channels[language][channel],
  receivedAt: momentText(language, timeZone, receivedAt),
});

/** Who comes and what else the office said: absent where there is nothing. */
export const detailBlanks = ({ attendees, ...content }: Pick<Response, 'attendees' | ReplyField>, language: Language): Blanks => {
  const said = saidInReply(content, language).flatMap(({ name, text }) => (manyLines(text) === '' ? [] : [[name, manyLines(text)]]));
  return { ...(attendees.length > 0 && { people: peopleText(attendees, language) }), ...Object.fromEntries(said) };
};

export const countsBlanks = ({ answer, attendeeCount, channel }: NonNullable<TakenBackContent['counts']>, language: Language): Blanks => ({
  countsAnswer: answers[language][answer],
  countsAttendees: attendeesText(attendeeCount, language),
  countsChannel: channels[language][channel],
});

export const appointmentBlanks = ({ siteName, startsAt, endsAt, room }: AppointmentContent, language: Language, timeZone: string): Blanks => ({
  site: oneLine(siteName[language]),
  when: spanText(language, timeZone, startsAt, endsAt),
  room: String(room),
});
