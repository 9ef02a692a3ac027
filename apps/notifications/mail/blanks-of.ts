import { type Answer, type Channel, type Language } from '#contracts';
import { type AppointmentContent, type ReceiptContent } from '../delivery/delivery-content.js';
import { type Blanks } from './blanks.js';
import { momentText, spanText } from '#platform';

const answers: Record<Language, Record<Answer, string>> = {
  th: { attend: 'เข้าร่วมประชุม', representative: 'ส่งผู้แทนเข้าร่วมประชุม', decline: 'ไม่เข้าร่วมประชุม' },
  en: { attend: 'Will attend', representative: 'Will send a representative', decline: 'Will not attend' },
};
const channels: Record<Language, Record<Channel, string>> = {
  th: { web: 'หน้าเว็บตอบรับ', fax: 'โทรสาร', phone: 'โทรศัพท์', letter: 'หนังสือ', 'e-mail': 'อีเมล' },
  en: { web: 'Web page', fax: 'Fax', phone: 'Telephone', letter: 'Letter', 'e-mail': 'E-mail' },
};

export const receiptBlanks = ({ answer, attendeeCount, channel, receivedAt }: ReceiptContent, language: Language, timeZone: string): Blanks => ({
  answer: answers[language][answer],
  attendees: language === 'th' ? `${attendeeCount} ท่าน` : String(attendeeCount),
  channel: channels[language][channel],
  receivedAt: momentText(language, timeZone, receivedAt),
});

export const appointmentBlanks = ({ siteName, startsAt, endsAt, room }: AppointmentContent, language: Language, timeZone: string): Blanks => ({
  site: siteName[language],
  when: spanText(language, timeZone, startsAt, endsAt),
  room: String(room),
});
