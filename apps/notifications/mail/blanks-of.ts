import { type Answer, type Attendee, type Channel, type Language } from '#contracts';
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
    .map(({ name, position, phone }, index) => {
      const facts = [name, position, phone && `${language === 'th' ? 'โทร.' : 'tel.'} ${phone}`].flatMap((each) => (each ? [oneLine(each)] : []));
      return `${people.length > 1 ? `${index + 1}. ` : ''}${facts.join(', ')}`;
    })
    .join('\n');

export const receiptBlanks = ({ answer, attendeeCount, channel, receivedAt }: ReceiptContent, language: Language, timeZone: string): Blanks => ({
  answer: answers[language][answer],
  attendees: attendeesText(attendeeCount, language),
  channel: channels[language][channel],
  receivedAt: momentText(language, timeZone, receivedAt),
});

/** Who comes and the office's note: absent where there are none. */
export const detailBlanks = ({ attendees, note }: { readonly attendees: readonly Attendee[]; readonly note?: string | undefined }, language: Language): Blanks => {
  const text = manyLines(note ?? '');
  return { ...(attendees.length > 0 && { people: peopleText(attendees, language) }), ...(text !== '' && { note: text }) };
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
