import { describe, expect, it } from '@jest/globals';
import { type DeliveryKind, exampleMeeting, type Meeting } from '#contracts';
import { momentText, spanText, type Language as AnyLanguage } from '#words';
import { appointmentBlanks, countsBlanks, detailBlanks, receiptBlanks } from './blanks-of.js';
import { type LetterExtra, type LetterVariant } from './letter.js';
import { MailTemplates } from './mail-template.js';

const zone = exampleMeeting.timeZone;
const url = 'https://sala.example/r/inv-1.1.c2ln';
const people = [{ name: 'สมชาย ตัวอย่าง', position: 'นักวิชาการ', phone: '0 0000 0001' }, { name: 'สมหญิง ตัวอย่าง' }];
const before = '2016-11-16T16:59:59.000Z';
const check = {
  siteName: { th: 'ศาลากลาง', en: 'Hall' },
  startsAt: '2016-11-14T02:00:00.000Z',
  endsAt: '2016-11-14T02:20:00.000Z',
  room: 7,
  occasion: 'first' as const,
  findings: ['echo' as const, 'framing' as const],
  reachedBy: {
    systems: [{ kind: 'h323' as const, dial: '203.0.113.10##1234' }],
    technicians: [{ name: 'นางสาวตัวอย่าง หนึ่ง', mobile: '08 1000 0001' }],
  },
};
const receivedAt = '2016-11-09T03:12:00.000Z';

/** What is expected is written down for these. */
type Language = Extract<AnyLanguage, 'th' | 'en'>;
type Said = (language: Language) => readonly string[];
type Row = {
  readonly kind: DeliveryKind;
  readonly variant: LetterVariant;
  readonly extras?: readonly LetterExtra[];
  readonly says: Said;
  readonly saysNot?: Said;
  readonly subject?: Readonly<Record<Language, RegExp>>;
};

const meetingSaid: Said = (language) => [spanText(language, zone, exampleMeeting.startsAt, exampleMeeting.endsAt)];
const until: Said = (language) => [momentText(language, zone, exampleMeeting.replyBy)];
const peopleSaid: Said = () => ['1. สมชาย ตัวอย่าง, นักวิชาการ, ', '0 0000 0001', '2. สมหญิง ตัวอย่าง'];
const both =
  (...said: readonly Said[]): Said =>
  (language) =>
    said.flatMap((each) => each(language));
const changes: Said = (language) => [language === 'th' ? 'แก้ไขคำตอบได้จนถึง' : 'You can change the answer until'];
const reply: Said = () => [url];
const checkSaid: Said = (language) => [
  spanText(language, zone, check.startsAt, check.endsAt),
  check.siteName[language],
];
const form: Said = (language) => [language === 'th' ? 'แบบตอบรับ' : 'reply form'];

/** Each letter in each of its variants: what it must say, in both languages, and what it must not. */
const rows: readonly Row[] = [
  { kind: 'invitation', variant: 'plain', says: both(meetingSaid, until, reply), saysNot: form },
  {
    kind: 'invitation',
    variant: 'answered',
    says: both(meetingSaid, until, reply, (language) => [
      language === 'th' ? 'โดยไม่ต้องตอบซ้ำ' : 'You need not answer again',
    ]),
    saysNot: form,
  },
  {
    kind: 'invitation',
    variant: 'closed',
    says: both(meetingSaid, (language) => [
      language === 'th' ? 'พ้นกำหนดตอบรับทางลิงก์' : 'The time for replies by the link was over',
    ]),
    saysNot: (language) => [language === 'th' ? 'ตอบรับภายใน' : 'Please reply by'],
  },
  { kind: 'reminder', variant: 'plain', says: both(meetingSaid, until, reply), saysNot: form },
  {
    kind: 'reminder',
    variant: 'last-day',
    says: both(meetingSaid, until, reply),
    saysNot: form,
    subject: { th: /^วันสุดท้าย/, en: /^Last day/ },
  },
  {
    kind: 'receipt',
    variant: 'plain',
    extras: ['people', 'note'],
    says: both(
      meetingSaid,
      peopleSaid,
      reply,
      changes,
      until,
      () => ['ขอที่จอดรถ'],
      (language) => [momentText(language, zone, receivedAt)],
    ),
    saysNot: form,
  },
  {
    kind: 'receipt',
    variant: 'closed',
    extras: ['late'],
    says: both(meetingSaid, reply, (language) => [language === 'th' ? 'คำตอบที่ล่าช้า' : 'a late reply']),
    saysNot: both(changes, until, () => ['ขอที่จอดรถ', 'สมชาย']),
  },
  { kind: 'thanks', variant: 'plain', says: both(meetingSaid, reply), saysNot: both(form, until) },
  ...(['plain', 'focal-point'] as const).map((variant): Row => ({
    kind: 'digest',
    variant,
    says: both(meetingSaid, () => ['10 / 20', '10 offices', 'two to call', `${url}/board`, `${url}/call-list`]),
    saysNot: both(form, () => (variant === 'plain' ? ['เชียงใหม่'] : ['/mails', '/announcements'])),
  })),
  ...(['plain', 'answered', 'closed'] as const).map((variant): Row => ({
    kind: 'announcement',
    variant,
    says: both(meetingSaid, reply),
    saysNot: both(form, until),
  })),
  ...(['plain', 'closed'] as const).map((variant): Row => ({
    kind: 'day-before',
    variant,
    says: both(meetingSaid, reply, (language) => [
      check.siteName[language],
      ...(variant === 'closed' ? [exampleMeeting.coordinator.email] : []),
    ]),
    saysNot: both(form, until, (language) => [language === 'th' ? 'แจ้งเหตุขัดข้อง' : 'If the link fails']),
  })),
  {
    kind: 'deadline-moved',
    variant: 'plain',
    says: both(meetingSaid, until, reply, (language) => [momentText(language, zone, before)]),
    saysNot: form,
  },
  {
    kind: 'meeting-changed',
    variant: 'plain',
    extras: ['whenBefore', 'placeBefore', 'titleBefore', 'deadlineBefore', 'reason'],
    says: both(meetingSaid, until, reply, () => ['เมื่อก่อน', 'ที่เดิม', 'ชื่อเก่า', 'ลงผิดหน่วยงาน']),
    saysNot: form,
  },
  {
    kind: 'meeting-changed',
    variant: 'answered',
    extras: ['placeBefore'],
    says: both(meetingSaid, until, reply, (language) => [
      'ที่เดิม',
      language === 'th' ? 'ท่านไม่ต้องตอบซ้ำ' : 'you need not answer again',
    ]),
    saysNot: () => ['เมื่อก่อน'],
  },
  {
    kind: 'meeting-changed',
    variant: 'confirm',
    extras: ['whenBefore'],
    says: both(meetingSaid, until, reply, (language) => [language === 'th' ? 'ยืนยันหรือแก้ไขคำตอบ' : 'confirm or change']),
  },
  {
    kind: 'meeting-changed',
    variant: 'confirm-closed',
    extras: ['whenBefore'],
    says: both(meetingSaid, (language) => [
      exampleMeeting.coordinator.email,
      language === 'th' ? 'ยืนยันอีกครั้งไปยังผู้ประสานงาน' : 'confirm that to the coordinator',
    ]),
  },
  {
    kind: 'answer-taken-back',
    variant: 'plain',
    extras: ['reason'],
    says: both(
      meetingSaid,
      until,
      reply,
      () => ['ลงผิดหน่วยงาน'],
      (language) => [momentText(language, zone, receivedAt), language === 'th' ? 'ยังไม่ได้ตอบรับ' : 'not having replied'],
    ),
  },
  {
    kind: 'answer-taken-back',
    variant: 'closed',
    says: both(meetingSaid, (language) => [language === 'th' ? 'ยังไม่ได้ตอบรับ' : 'not having replied']),
    saysNot: (language) => [language === 'th' ? 'เหตุผล' : 'Reason'],
  },
  {
    kind: 'answer-taken-back',
    variant: 'counts',
    extras: ['reason'],
    says: both(meetingSaid, until, changes, (language) => [language === 'th' ? 'ไม่เข้าร่วมประชุม' : 'Will not attend']),
    saysNot: (language) => [language === 'th' ? 'ยังไม่ได้ตอบรับ' : 'not having replied'],
  },
  {
    kind: 'answer-taken-back',
    variant: 'counts-closed',
    says: both(meetingSaid, (language) => [language === 'th' ? 'ไม่เข้าร่วมประชุม' : 'Will not attend']),
    saysNot: changes,
  },
  {
    kind: 'day-before',
    variant: 'joining',
    extras: ['dialInBefore', 'faultLineBefore'],
    says: both(
      meetingSaid,
      () => ['h323:old', '0 0000 0009'],
      (language) => [language === 'th' ? 'เปลี่ยนจากที่แจ้งไว้ก่อนหน้า' : 'not what you were told before'],
    ),
  },
  {
    kind: 'hall-decided',
    variant: 'moved',
    extras: ['reason'],
    says: both(
      meetingSaid,
      reply,
      () => ['ศาลากลางหลังเดิม', 'ลงผิดหน่วยงาน'],
      (language) => [check.siteName[language]],
    ),
  },
  {
    kind: 'hall-decided',
    variant: 'kept',
    extras: ['reason'],
    says: both(
      meetingSaid,
      reply,
      () => ['ลงผิดหน่วยงาน'],
      (language) => [check.siteName[language]],
    ),
    saysNot: () => ['ศาลากลางหลังเดิม'],
  },
  {
    kind: 'meeting-cancelled',
    variant: 'plain',
    extras: ['reason'],
    says: both(meetingSaid, () => ['ลงผิดหน่วยงาน']),
    saysNot: both(reply, until),
  },
  {
    kind: 'meeting-cancelled',
    variant: 'site',
    says: both(meetingSaid, (language) => [check.siteName[language]]),
    saysNot: both(reply, until),
  },
  ...(['plain', 'moved', 'recheck', 'missed', 'anew'] as const).map((variant): Row => ({
    kind: 'appointment',
    variant,
    says: both(meetingSaid, checkSaid, reply),
  })),
  { kind: 'appointment', variant: 'recheck', says: (language) => [language === 'th' ? 'ยังไม่ผ่านเกณฑ์' : 'did not pass'] },
  {
    kind: 'appointment',
    variant: 'recheck',
    extras: ['findings', 'dialledAt', 'technicians'],
    says: both(checkSaid, (language) => [
      'H.323 203.0.113.10##1234',
      'นางสาวตัวอย่าง หนึ่ง 08 1000 0001',
      ...(language === 'th'
        ? ['เสียงสะท้อน: ลดเสียงลำโพง', 'มุมกล้อง: ']
        : ['Echo: turn the loudspeakers down', 'Framing: ']),
    ]),
  },
  {
    kind: 'appointment',
    variant: 'missed',
    says: checkSaid,
    saysNot: (language) => [language === 'th' ? 'ไม่ผ่าน' : 'did not pass'],
  },
  {
    kind: 'appointment',
    variant: 'anew',
    says: checkSaid,
    saysNot: (language) => [language === 'th' ? 'ไม่ผ่าน' : 'did not pass'],
  },
  { kind: 'appointment-cancelled', variant: 'plain', says: both(meetingSaid, checkSaid), saysNot: reply },
  { kind: 'check-reminder', variant: 'plain', says: both(meetingSaid, checkSaid, reply) },
  { kind: 'check-missing', variant: 'booked', says: both(meetingSaid, checkSaid) },
  {
    kind: 'check-missing',
    variant: 'plain',
    says: both(meetingSaid, (language) => [language === 'th' ? 'เพื่อนัดหมายทดสอบสัญญาณ' : 'for a check before the day']),
    saysNot: (language) => [spanText(language, zone, check.startsAt, check.endsAt)],
  },
  {
    kind: 'check-missing',
    variant: 'recheck',
    says: (language) => [language === 'th' ? 'ครั้งก่อนยังไม่ผ่านเกณฑ์' : 'last check did not pass'],
  },
  {
    kind: 'appointment-cancelled',
    variant: 'meeting-off',
    says: both(meetingSaid, checkSaid),
    saysNot: (language) => [language === 'th' ? 'นัดหมายใหม่' : 'new appointment'],
  },
];

/** A meeting that asks something of its own. */
const asking: Meeting = {
  ...exampleMeeting,
  form: {
    questions: [
      {
        id: 'lunch',
        kind: 'choice',
        label: { th: 'อาหารกลางวัน', en: 'Lunch' },
        options: [
          { id: 'halal', label: { th: 'ฮาลาล', en: 'Halal' } },
          { id: 'any', label: { th: 'ทั่วไป', en: 'Any' } },
        ],
        required: false,
      },
    ],
  },
};
const blanks = (language: Language) => ({
  office: 'ศาลจังหวัด',
  url,
  ...receiptBlanks({ answer: 'representative', attendeeCount: 2, channel: 'fax', receivedAt }, language, zone),
  ...detailBlanks(
    { attendees: people, note: 'ขอที่จอดรถ', answers: { lunch: 'halal', 'asked-before': 'ใช่' } },
    language,
    asking.form,
  ),
  ...countsBlanks({ answer: 'decline', attendeeCount: 0, channel: 'letter' }, language),
  ...appointmentBlanks(check, language, zone),
  siteBefore: 'ศาลากลางหลังเดิม',
  dialInBefore: 'h323:old',
  faultLineBefore: '0 0000 0009',
  deadlineBefore: momentText(language, zone, before),
  whenBefore: 'เมื่อก่อน',
  placeBefore: 'ที่เดิม',
  titleBefore: 'ชื่อเก่า',
  reason: 'ลงผิดหน่วยงาน',
  province: 'เชียงใหม่',
  digestAnswers: '10 / 20',
  digestSilent: '10 offices',
  digestToDo: 'one to look at\ntwo to call',
});
const written = ({ kind, variant, extras = [] }: Row, language: Language, meeting: Meeting = exampleMeeting) =>
  new MailTemplates().body({ kind, variant, extras, language, meeting, replyBy: meeting.replyBy }, blanks(language));
/** A text as it stands in HTML, line by line. */
const visible = (html: string): string =>
  html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&#x27;', "'");

const cases = rows.flatMap((row) =>
  (['th', 'en'] as const).map(
    (language) =>
      [`${row.kind}, ${row.variant}, ${(row.extras ?? []).join('+') || 'no extras'}`, language, row] as const,
  ),
);

describe('each letter in each variant', () => {
  it.each(cases)(
    '%s, in %s: says each of its facts, in text and in HTML, and leaves no place open',
    async (_name, language, row) => {
      const { subject, text, html } = await written(row, language);
      for (const fact of row.says(language)) {
        expect(text).toContain(fact);
        expect(visible(html)).toContain(fact);
      }
      for (const fact of row.saysNot?.(language) ?? []) expect(text).not.toContain(fact);
      expect(`${subject}${text}${html}`).not.toMatch(/[\uE000\uE001]|undefined|\[object|NaN|null/);
      expect(subject).not.toMatch(/[\r\n]/);
      if (row.subject) expect(subject).toMatch(row.subject[language]);
    },
  );

  it.each(cases)('%s, in %s: says each label once', async (_name, language, row) => {
    const { text } = await written(row, language);
    const labels = text.split('\n').flatMap((line) => /^([^:]{3,40}): /.exec(line)?.[1] ?? []);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('names and titles with line breaks and control characters', () => {
  it.each(['th', 'en'] as const)('stand in one line of subject, text and facts (%s)', async (language) => {
    const odd = { th: 'การประชุม\r\nBcc: x@y.example\u0000 ก', en: 'Hearing\r\nBcc: x@y.example\u2028 b' };
    const meeting = {
      ...exampleMeeting,
      title: odd,
      organiser: odd,
      place: odd,
      purpose: odd,
      coordinator: { ...exampleMeeting.coordinator, unit: odd },
    };
    for (const row of rows) {
      const { subject, text } = await written(row, language, meeting);
      expect(subject).not.toMatch(/[\p{Cc}\p{Zl}]/u);
      expect(text).not.toMatch(/^Bcc/m);
    }
  });
});

describe('what is told before the day', () => {
  it.each(['th', 'en'] as const)(
    'names all offices that it is for, each with its link and its code: %s',
    async (language) => {
      const both = { 'office.1': 'สำนักงาน <ก>', 'office.2': 'สำนักงาน ข', 'url.1': `${url}1`, 'url.2': `${url}2` };
      const blanks = { ...both, 'code.1': 'K7M2Q-4RTXA', 'code.2': 'P3M2Q-4RTXB', office: 'สำนักงาน <ก> และ สำนักงาน ข' };
      const form = { kind: 'reminder', language, meeting: exampleMeeting, replyBy: exampleMeeting.replyBy } as const;
      const { text, html } = await new MailTemplates().body({ ...form, variant: 'plain', offices: 2 }, blanks);
      for (const said of Object.values(blanks)) expect(text).toContain(said);
      expect(html).toContain(`href="${url}2"`);
      expect(html).toContain('สำนักงาน &lt;ก&gt;');
      expect(html).toContain('P3M2Q-4RTXB');
      const one = await new MailTemplates().body({ ...form, variant: 'plain' }, { office: 'สำนักงาน ค', url });
      expect(one.text).not.toContain(language === 'th' ? 'หน่วยงานต่อไปนี้' : 'following offices');
    },
  );

  it.each(['th', 'en'] as const)('says how to join, whom to call, and where faults are told: %s', async (language) => {
    const meeting = {
      ...exampleMeeting,
      dialIn: 'https://meet.sala.example/2559',
      faultLine: '0 0000 0002',
      coordinator: { ...exampleMeeting.coordinator, phone: '0 0000 0003' },
    };
    const row: Row = { kind: 'day-before', variant: 'plain', says: () => [] };
    const { text } = await written(row, language, meeting);
    for (const said of ['https://meet.sala.example/2559', '0\u00a00000\u00a00002', '0\u00a00000\u00a00003'])
      expect(text).toContain(said);
  });
});

describe('a receipt of a meeting that asks something of its own', () => {
  it.each(['th', 'en'] as const)('says what was answered, also to what is asked no more: %s', async (language) => {
    const row: Row = {
      kind: 'receipt',
      variant: 'plain',
      extras: ['answers.lunch', 'answers.asked-before'],
      says: () => [],
    };
    const { text, html } = await written(row, language, asking);
    for (const said of language === 'th' ? ['อาหารกลางวัน', 'ฮาลาล'] : ['Lunch', 'Halal'])
      for (const part of [text, html]) expect(part).toContain(said);
    for (const said of ['asked-before', 'ใช่']) expect(text).toContain(said);
  });
});
