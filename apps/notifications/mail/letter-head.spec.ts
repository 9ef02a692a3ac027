import { describe, expect, it } from '@jest/globals';
import { exampleMeeting, exampleMeetingFile, type Language, type Meeting, WordedKind } from '#contracts';
import { appointmentBlanks, countsBlanks, receiptBlanks } from './blanks-of.js';
import { type LetterVariant } from './letter.js';
import { MailTemplates } from './mail-template.js';

const url = 'https://sala.example/r/inv-1.1.c2ln';
const file = `${url}/files/${exampleMeetingFile.fileId}`;
const withLetter = (letter: Meeting['letter']): Meeting => ({ ...exampleMeeting, letter });
const letter = {
  number: 'สพร 0301/ว 123',
  dated: '2016-11-04',
  subject: 'ขอเชิญ & ประชุม\r\nBcc: x@y.example',
  enclosures: [{ title: 'กำหนดการ', count: 2, unit: 'sheets' as const, file: exampleMeetingFile }, { title: 'แผนที่' }],
};
const written = (
  meeting: Meeting,
  language: Language,
  kind: WordedKind = 'invitation',
  variant: LetterVariant = 'plain',
) => {
  const answer = {
    answer: 'attend',
    attendeeCount: 1,
    channel: 'web',
    receivedAt: '2016-11-09T03:12:00.000Z',
  } as const;
  const check = {
    siteName: { th: 'ศาลากลาง' },
    startsAt: '2016-11-14T02:00:00.000Z',
    endsAt: '2016-11-14T02:20:00.000Z',
    room: 7,
    occasion: 'first' as const,
  };
  return new MailTemplates().body(
    { kind, language, variant, meeting, replyBy: meeting.replyBy },
    {
      office: 'ศาลจังหวัด',
      url,
      siteBefore: 'ศาลากลางหลังเดิม',
      deadlineBefore: 'เมื่อก่อน',
      ...receiptBlanks(answer, language, meeting.timeZone),
      ...countsBlanks(answer, language),
      ...appointmentBlanks(check, language, meeting.timeZone),
    },
  );
};
const toOffices = WordedKind.options.filter((kind) => !kind.startsWith('appointment') && !kind.startsWith('check-'));

describe('the head of the official letter', () => {
  it.each(toOffices)('stands on a mail of kind %s, in text and in HTML', async (kind) => {
    const { text, html, subject } = await written(withLetter(letter), 'th', kind);
    expect(text).toContain(
      'ที่ สพร 0301/ว 123\nลงวันที่ 4 พฤศจิกายน 2559\nเรื่อง ขอเชิญ & ประชุม Bcc: x@y.example\nสิ่งที่ส่งมาด้วย\n1. กำหนดการ จำนวน 2 แผ่น',
    );
    for (const said of ['สพร 0301/ว 123', '4 พฤศจิกายน 2559', 'ขอเชิญ &amp; ประชุม', 'แผนที่']) expect(html).toContain(said);
    expect(subject).not.toContain('สพร');
    const isOff = kind === 'meeting-cancelled';
    expect([text.includes(`${file}?lang=th`), html.includes(`href="${file}?lang=th"`)]).toEqual([!isOff, !isOff]);
  });

  it('has Thai digits where the letter has them, but not in what is pressed', async () => {
    const { text } = await written(withLetter({ ...letter, thaiDigits: true }), 'th');
    expect(text).toContain('ที่ สพร ๐๓๐๑/ว ๑๒๓\nลงวันที่ ๔ พฤศจิกายน ๒๕๕๙');
    expect(text).toContain(`จำนวน ๒ แผ่น ${file}?lang=th`);
    expect((await written(withLetter({ ...letter, thaiDigits: true }), 'en')).text).toContain('Dated 4 November 2016');
  });

  it('is nothing where the meeting has no letter, nor on mails to sites', async () => {
    expect((await written(exampleMeeting, 'th')).text).not.toMatch(/^เรื่อง /m);
    expect((await written(withLetter(letter), 'th', 'appointment')).text).not.toContain('สพร');
    expect((await written(withLetter(letter), 'th', 'meeting-cancelled', 'site')).text).not.toContain('สพร');
  });

  it('says of a letter that has no number yet what there is', async () => {
    const { text } = await written(withLetter({}), 'th');
    expect(text).toContain(`\n\nเรื่อง ${exampleMeeting.title.th}\n\nเรียน `);
  });
});
