import { describe, expect, it } from '@jest/globals';
import { exampleMeeting, type Language, type Meeting, WordedKind } from '#contracts';
import { languages, placeholderWordsOf } from '#words';
import { appointmentBlanks, countsBlanks, receiptBlanks } from './blanks-of.js';
import { type LetterExtra, type LetterVariant, type OwnWords } from './letter.js';
import { letterCases } from './letter-cases.js';
import { wrongWords } from './letter-check.js';
import { defaultWords } from './letter-default.js';
import { type MailBody, MailTemplates } from './mail-template.js';

const url = 'https://sala.example/r/inv-1.1.c2ln';
const zone = exampleMeeting.timeZone;
const blanksIn = (language: Language, office = 'ศาลจังหวัด') => ({
  office,
  url,
  ...receiptBlanks(
    { answer: 'representative', attendeeCount: 2, channel: 'fax', receivedAt: '2016-11-09T03:12:00.000Z' },
    language,
    zone,
  ),
  ...countsBlanks({ answer: 'decline', attendeeCount: 0, channel: 'letter' }, language),
  ...appointmentBlanks(
    {
      siteName: { th: 'ศาลากลาง', en: 'Hall' },
      startsAt: '2016-11-14T02:00:00.000Z',
      endsAt: '2016-11-14T02:20:00.000Z',
      room: 7,
      occasion: 'first',
    },
    language,
    zone,
  ),
  siteBefore: 'ศาลากลางหลังเดิม',
  deadlineBefore: 'เมื่อก่อน',
});
type Written = {
  readonly kind: WordedKind;
  readonly language?: Language;
  readonly variant?: LetterVariant;
  readonly extras?: readonly LetterExtra[];
  readonly own?: OwnWords;
  readonly meeting?: Meeting;
  readonly office?: string;
};
const written = ({ language = 'th', variant = 'plain', meeting = exampleMeeting, office, ...form }: Written) =>
  new MailTemplates().body(
    { language, variant, meeting, replyBy: meeting.replyBy, ...form },
    blanksIn(language, office),
  );
const everyCase = WordedKind.options.flatMap((kind) =>
  languages.flatMap((language) =>
    letterCases[kind].variants.flatMap((variant) =>
      [[], ...(letterCases[kind].extras ?? []).map((extra) => [extra])].map(
        (extras) => [kind, language, variant, extras] as const,
      ),
    ),
  ),
);

describe('a letter in words of its own', () => {
  it.each(everyCase)(
    '%s, in %s, %s %j: Sala’s in the form for people to edit is the same letter, and may be saved',
    async (kind, language, variant, extras) => {
      for (const meeting of [exampleMeeting, { ...exampleMeeting, fax: undefined }]) {
        const hasFax = meeting.fax !== undefined;
        const own = defaultWords(kind, language, hasFax);
        expect(wrongWords(kind, language, hasFax, own)).toEqual([]);
        const [usual, worded] = await Promise.all([
          written({ kind, language, variant, extras, meeting }),
          written({ kind, language, variant, extras, meeting, own }),
        ]);
        expect(worded.text).toBe(usual.text);
        expect(worded.html.replace(/<title>.*?<\/title>/s, '')).toBe(usual.html.replace(/<title>.*?<\/title>/s, ''));
      }
    },
  );

  it.each(everyCase)(
    '%s, in %s, %s %j: has its facts and its link in both parts whatever people write, and no place that is open',
    async (kind, language, variant, extras) => {
      const own = { subject: 'x', text: 'y {{nothing}} {{office}} {{คำตอบ}} {{fax}}' };
      const [usual, worded] = await Promise.all([
        written({ kind, language, variant, extras }),
        written({ kind, language, variant, extras, own }),
      ]);
      const facts = usual.text.split('\n').filter((line) => /^[^:]{3,40}: /.test(line));
      expect(facts.length).toBeGreaterThan(1);
      for (const fact of facts) expect(worded.text).toContain(fact);
      for (const part of [worded.text, worded.html]) {
        expect(part.includes(url)).toBe(usual.text.includes(url));
        expect(part).not.toMatch(/\{\{|undefined/);
      }
    },
  );

  it('says by Sala’s heading and subject that it is the last day', async () => {
    const own = { subject: '{{หัวเรื่อง}} - {{ชื่อการประชุม}}', text: 'ด่วน' };
    const { subject, text } = await written({ kind: 'reminder', variant: 'last-day', own });
    expect(subject).toBe(`วันนี้เป็นวันสุดท้ายของการตอบรับ - ${exampleMeeting.title.th}`);
    expect(text).toMatch(/^วันนี้เป็นวันสุดท้ายของการตอบรับ\n/);
  });

  it('takes names of any language, and what it puts in is text and no Markdown', async () => {
    const own = { subject: '{{ TITLE }}', text: 'a **{{office}}** b' };
    const { text, html } = await written({ kind: 'invitation', own, office: '**ก** [ข](http://x.example) {{title}}' });
    expect(text).toContain('a **ก** [ข](http://x.example) {{title}} b');
    expect(html).toContain('<span style="font-weight:700">**ก** [ข](http://x.example) {{title}}</span>');
  });

  it('is new as soon as its words are', async () => {
    const templates = new MailTemplates();
    const body = (own: OwnWords): Promise<MailBody> =>
      templates.body(
        {
          kind: 'invitation',
          language: 'th',
          variant: 'plain',
          meeting: exampleMeeting,
          replyBy: exampleMeeting.replyBy,
          own,
        },
        blanksIn('th'),
      );
    expect((await body({ key: 'one', subject: 'หนึ่ง', text: 'ก' })).subject).toBe('หนึ่ง');
    expect((await body({ key: 'two', subject: 'สอง', text: 'ก' })).subject).toBe('สอง');
    expect((await body({ subject: 'สาม', text: 'ก' })).subject).toBe('สาม');
    expect((await body({ subject: 'สี่', text: 'ก' })).subject).toBe('สี่');
  });

  it('runs no script, leads nowhere but to the web, and begins no header', async () => {
    const own = {
      subject: 'x\r\nBcc: evil@th-99.example\u202E',
      text: '<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) ![b](https://x.example/p.png) [c](data:text/html,x)\n\n[d](https://user:pass@x.example) [e](https://x.example/?a="><b>)',
    };
    const { subject, html, text } = await written({ kind: 'invitation', own });
    expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\u202E]/u);
    expect(html).not.toMatch(/<script|<img|javascript:|href="data:|user:pass@x\.example"|<b>/);
    expect(text).toContain('<script>alert(1)</script>');
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(
      expect.arrayContaining(['https://x.example/p.png', url]),
    );
  });
});

const minimal = '{{ข้อความตามกรณี}}\n\n{{ตารางรายละเอียด}}\n\n{{ลิงก์ตอบรับ}}\n\n{{สิ่งที่ต้องทำ}}';
describe('words that cannot be a letter', () => {
  it.each<[string, Partial<OwnWords>, string, object?]>([
    [
      'a name that is not known, with the nearest',
      { text: `{{ชื่อหน่วยงน}}\n\n${minimal}` },
      'placeholder-unknown',
      { near: 'ชื่อหน่วยงาน' },
    ],
    ['one of another kind of letter', { text: `{{เวลาทดสอบ}} x\n\n${minimal}` }, 'placeholder-unknown'],
    ['a part in the midst of words', { text: `ดู {{ตารางรายละเอียด}} นี้\n\n${minimal}` }, 'placeholder-not-alone'],
    ['a part in the subject', { subject: '{{facts}}' }, 'placeholder-not-alone'],
    ['a brace that is left open', { text: `{{ชื่อ\n\n${minimal}` }, 'placeholder-open'],
    ['no link', { text: minimal.replace('{{ลิงก์ตอบรับ}}', '') }, 'placeholder-missing', { names: '{{ลิงก์ตอบรับ}}' }],
    ['no facts and nothing of the case', { text: 'x' }, 'placeholder-missing'],
    ['a link that is a script', { text: `[x](javascript:alert(1))\n\n${minimal}` }, 'link-not-web'],
    ['a link with a name in it', { text: `[x](https://x.example/{{title}})\n\n${minimal}` }, 'link-not-web'],
  ])('are refused with %s', (_what, changes, code, params = {}) => {
    const problems = wrongWords('invitation', 'th', true, { subject: 'เรื่อง', text: minimal, ...changes });
    expect(problems).toEqual(
      expect.arrayContaining(
        [expect.objectContaining({ code, params: expect.objectContaining(params) })].map((each) =>
          code === 'placeholder-open' ? expect.objectContaining({ code }) : each,
        ),
      ),
    );
  });

  it('are none where all that is required stands, in either language’s names', () => {
    expect(wrongWords('invitation', 'th', true, { subject: 'เรื่อง', text: minimal })).toEqual([]);
    const names = placeholderWordsOf('en');
    const text = (['circumstances', 'facts', 'link', 'whatToDo'] as const).map((each) => `{{${names[each].name}}}`);
    expect(wrongWords('invitation', 'th', true, { subject: 'x', text: text.join('\n\n') })).toEqual([]);
  });

  it('may name a fax number only where there is one', () => {
    const words = { subject: 'x', text: `{{โทรสาร}} x\n\n${minimal}` };
    expect(wrongWords('invitation', 'th', true, words)).toEqual([]);
    expect(wrongWords('invitation', 'th', false, words)).toMatchObject([{ code: 'placeholder-unknown' }]);
  });
});
