import { describe, expect, it } from '@jest/globals';
import { DeliveryKind, exampleMeeting, type Language } from '#contracts';
import { blank, fillBlanks } from './blanks.js';
import { appointmentBlanks, countsBlanks, detailBlanks, receiptBlanks } from './blanks-of.js';
import { type LetterForm } from './letter.js';
import { letterOf } from './letter-words.js';
import { MailTemplates } from './mail-template.js';
import { momentText, spanText } from '#words';

const url = 'https://sala.example/r/inv-1.1.c2ln';
const form = (kind: DeliveryKind, language: Language, more: Partial<LetterForm> = {}): LetterForm => ({
  kind,
  language,
  meeting: exampleMeeting,
  replyBy: exampleMeeting.replyBy,
  variant: 'plain',
  ...more,
});
const blanks = (language: Language, office = 'ศาลจังหวัด') => ({
  office,
  url,
  ...receiptBlanks(
    { answer: 'representative', attendeeCount: 2, channel: 'fax', receivedAt: '2016-11-09T03:12:00.000Z' },
    language,
    'Asia/Bangkok',
  ),
  ...appointmentBlanks(
    {
      siteName: { th: 'ศาลากลาง', en: 'Hall' },
      startsAt: '2016-11-14T02:00:00.000Z',
      endsAt: '2016-11-14T02:20:00.000Z',
      room: 2,
      occasion: 'first',
    },
    language,
    'Asia/Bangkok',
  ),
  ...detailBlanks(
    {
      attendees: [{ name: 'สมชาย ตัวอย่าง', position: 'นักวิชาการ', phone: '0 0000 0001' }, { name: 'สมหญิง ตัวอย่าง' }],
      note: 'ขอที่จอดรถ\n\n\n2 คัน',
    },
    language,
    undefined,
  ),
  ...countsBlanks({ answer: 'decline', attendeeCount: 0, channel: 'letter' }, language),
  siteBefore: 'ศาลากลางหลังเดิม',
  deadlineBefore: momentText(language, 'Asia/Bangkok', '2016-11-16T16:59:59.000Z'),
  mailSubject: 'Re: ขอเลื่อน',
  mailAnswer: 'ได้รับแล้ว',
  reason: 'ลงผิดหน่วยงาน',
  province: 'เชียงใหม่',
  digestAnswers: '10 / 20',
  digestSilent: '10',
  digestToDo: '2',
});
const every = DeliveryKind.options.flatMap((kind) =>
  (['th', 'en'] as const).map((language) => [kind, language] as const),
);

describe('a mail', () => {
  it.each(every)(
    'of kind %s in %s leaves no place empty and names its language, in HTML and text',
    async (kind, language) => {
      const { subject, html, text } = await new MailTemplates().body(form(kind, language), blanks(language));
      expect(`${subject}${html}${text}`).not.toMatch(/[\uE000\uE001]|undefined|\[object/);
      expect(html).toMatch(new RegExp(`<html[^>]*lang="${language}"`));
      expect(html).toMatch(new RegExp(`<(body|td)[^>]*lang="${language}"`));
      expect(text).toContain(exampleMeeting.coordinator.email);
      expect(html).not.toMatch(/<img|<script|http:\/\/(?!www\.w3\.org)/);
    },
  );

  it.each(every)('of kind %s in %s says in text all that it says in HTML', async (kind, language) => {
    const letter = letterOf(form(kind, language));
    const { text } = await new MailTemplates().body(form(kind, language), blanks(language));
    for (const said of [
      letter.heading,
      ...letter.body.flatMap((block) => (block.kind === 'paragraph' ? block.spans.map((span) => span.text) : [])),
      letter.closing,
      ...letter.signature,
      ...letter.facts.map(({ label }) => label),
    ])
      expect(text).toContain(fillBlanks(said, blanks(language)));
  });

  it.each(['invitation', 'reminder', 'receipt'] as const)(
    'of kind %s has one button, to the reply page',
    async (kind) => {
      const { html, text } = await new MailTemplates().body(form(kind, 'th'), blanks('th'));
      expect(new Set([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href))).toEqual(new Set([url]));
      expect(text).toContain(url);
    },
  );

  it('keeps a name that looks like markup as text', async () => {
    const { html, text } = await new MailTemplates().body(
      form('reminder', 'en'),
      blanks('en', 'Trade & <b>Co</b> "Hall"'),
    );
    expect(html).toContain('Trade &amp; &lt;b&gt;Co&lt;/b&gt; &quot;Hall&quot;');
    expect(text).toContain('Trade & <b>Co</b> "Hall"');
  });

  it('says the deadline as it is now, in the era of its language and with the zone', async () => {
    const later = { replyBy: '2016-11-21T16:59:59.000Z' };
    const templates = new MailTemplates();
    await templates.body(form('reminder', 'th'), blanks('th'));
    expect((await templates.body(form('reminder', 'th', later), blanks('th'))).text).toContain(
      'วันจันทร์ที่ 21 พฤศจิกายน พ.ศ. 2559 เวลา 23.59 น. (เวลาประเทศไทย)',
    );
    expect((await templates.body(form('reminder', 'en', later), blanks('en'))).text).toContain(
      'Monday, 21 November 2016, 23:59 (Thailand time)',
    );
  });

  it('says so when it is the last day', async () => {
    expect(
      (await new MailTemplates().body(form('reminder', 'en', { variant: 'last-day' }), blanks('en'))).subject,
    ).toMatch(/^Last day/);
  });

  it('is not sent with a place that nothing was put in', () => {
    expect(() => fillBlanks(`x ${blank('url')}`, {})).toThrow('nothing to put in for url');
  });
});

describe('moments in mails', () => {
  it('name both days where a span goes over midnight', () => {
    expect(spanText('en', 'Asia/Bangkok', '2016-11-23T16:30:00.000Z', '2016-11-23T17:30:00.000Z')).toBe(
      'Wednesday, 23 November 2016, 23:30 (Thailand time) – Thursday, 24 November 2016, 00:30 (Thailand time)',
    );
  });

  it('name other zones with their offset', () => {
    expect(momentText('en', 'Europe/Berlin', '2026-07-01T10:00:00.000Z')).toBe(
      'Wednesday, 1 July 2026, 12:00 (Central European Summer Time)',
    );
  });
});

describe('private-use characters in a meeting’s title', () => {
  it.each(['\uE000url\uE001', '\uE000office\uE001', '\uE000\uE001', '\uE000nothing\uE001'])(
    'are text like any other: nothing is put in for %j',
    async (title) => {
      const meeting = { ...exampleMeeting, title: { th: `ก ${title}`, en: `x ${title}` } };
      for (const language of ['th', 'en'] as const) {
        const { subject, text } = await new MailTemplates().body(
          form('reminder', language, { meeting }),
          blanks(language),
        );
        expect(subject).not.toContain(url);
        expect(text.split(url)).toHaveLength(2);
      }
    },
  );
});
