import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { type OutgoingMail } from './mail-transport.js';
import { messageIdDomain, mimeOf, senderOf } from './mime.js';
import { oneLine } from './one-line.js';

const mail: OutgoingMail = {
  deliveryId: 'm.inv-1.reminder.1',
  kind: 'reminder',
  messageId: '<1@sala.example>',
  date: new Date('2016-11-11T02:00:00.000Z'),
  to: { name: 'หน่วยงาน', address: 'office@chiang-mai.example' },
  replyTo: { name: 'c', address: 'coordinator@ega.example' },
  subject: 'หัวเรื่อง',
  html: '<p>x</p>',
  text: 'x',
};
const from = { name: 'Sala', address: 'sala@ega.example' };
const headersOf = (raw: Buffer): string => raw.toString('latin1').split('\r\n\r\n')[0] ?? '';

describe('a mail’s headers', () => {
  it.each([
    ['Sala <sala@ega.example>', { name: 'Sala', address: 'sala@ega.example' }],
    ['sala@ega.example', { name: '', address: 'sala@ega.example' }],
    ['<sala@ega.example>', { name: '', address: 'sala@ega.example' }],
    ['"Sala, EGA" <sala@ega.example>', { name: 'Sala, EGA', address: 'sala@ega.example' }],
    ['"Sala \\"EGA\\"" <sala@ega.example>', { name: 'Sala "EGA"', address: 'sala@ega.example' }],
    ['Sala (test); unit: a, b <sala@ega.example>', { name: 'Sala (test); unit: a, b', address: 'sala@ega.example' }],
    ['ศาลา (สพร.) <sala@ega.example>', { name: 'ศาลา (สพร.)', address: 'sala@ega.example' }],
  ])('take the sender %s as it was set', (setting, sender) => {
    expect(senderOf(setting)).toEqual(sender);
  });

  it('show every name as it is, whatever characters it has', async () => {
    const name = fc
      .string({ unit: fc.constantFrom(...'ab ()<>@,;:\\".[]’กำ'), minLength: 1, maxLength: 30 })
      .map((each) => each.trim())
      .filter((each) => each !== '');
    await fc.assert(
      fc.asyncProperty(name, name, async (sender, office) => {
        const { raw } = await mimeOf({ ...mail, to: { ...mail.to, name: office } }, { ...from, name: sender });
        const parsed = await simpleParser(raw);
        expect(parsed.from?.value).toEqual([{ name: sender, address: from.address }]);
        expect(parsed.to).toMatchObject({ value: [{ name: office, address: mail.to.address }] });
      }),
      { numRuns: 100 },
    );
  });

  it('let no text begin a header or an address of its own', async () => {
    const nasty = 'x\r\nBcc: evil@th-99.example\r\n\r\nbody\n, <evil@th-99.example>\u2028Bcc: evil@th-99.example';
    const { raw, to } = await mimeOf(
      {
        ...mail,
        subject: nasty,
        to: { name: nasty, address: mail.to.address },
        replyTo: { name: nasty, address: mail.replyTo.address },
      },
      { name: nasty, address: from.address },
    );
    expect(to).toBe(mail.to.address);
    expect(headersOf(raw)).not.toMatch(/^(?:Bcc|Cc):/im);
    const parsed = await simpleParser(raw);
    expect(parsed.to).toMatchObject({ value: [{ address: mail.to.address }] });
    expect(parsed.text?.trim()).toBe('x');
  });

  it('say that nobody wrote it and no absence is to be answered', async () => {
    const headers = headersOf((await mimeOf(mail, from)).raw);
    expect(headers).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(headers).toMatch(/^X-Auto-Response-Suppress: OOF, AutoReply$/m);
  });

  it('offer one click that says that the address is wrong, where the link is of https', async () => {
    const wrongAddress = {
      url: `https://sala.example/wrong-address/${'inv-1'.padEnd(120, 'a')}/${'0'.repeat(32)}`,
      mailTo: 'mailto:answers@sala.example?subject=x',
    };
    const headers = (await simpleParser((await mimeOf({ ...mail, wrongAddress }, from)).raw)).headerLines;
    const said = (key: string) =>
      headers.filter((each) => each.key === key).map(({ line }) => line.replace(/\s+/g, ' '));
    expect(said('list-unsubscribe')).toEqual([`List-Unsubscribe: <${wrongAddress.url}>, <${wrongAddress.mailTo}>`]);
    expect(said('list-unsubscribe-post')).toEqual(['List-Unsubscribe-Post: List-Unsubscribe=One-Click']);
    const plain = { ...wrongAddress, url: wrongAddress.url.replace('https:', 'http:') };
    expect(headersOf((await mimeOf({ ...mail, wrongAddress: plain }, from)).raw)).not.toContain('One-Click');
    expect(headersOf((await mimeOf(mail, from)).raw)).not.toContain('List-Unsubscribe');
  });

  it('name what goes with it, whatever it is called', async () => {
    const [filename, content] = ['1. กำหนดการ "ใหม่".pdf', Buffer.from('%PDF-1.7')];
    const attachments = [{ filename, contentType: 'application/pdf', content }];
    const { raw } = await mimeOf({ ...mail, attachments }, from);
    const [one, other] = await Promise.all([simpleParser(raw), PostalMime.parse(raw)]);
    expect(one.attachments.map((each) => [each.filename, each.contentType, each.content])).toEqual([
      [filename, 'application/pdf', content],
    ]);
    expect(other.attachments.map((each) => [each.filename, each.mimeType])).toEqual([[filename, 'application/pdf']]);
    expect(one.text?.trim()).toBe('x');
  });

  it('are ASCII, with a Message-ID in ASCII for a sender with a Thai domain', async () => {
    expect(messageIdDomain('ศาลา <sala@ศาลา.example>')).toMatch(/^xn--[a-z0-9]+\.example$/);
    expect(messageIdDomain('sala@ega.example')).toBe('ega.example');
    const { raw, from: envelope } = await mimeOf(
      { ...mail, messageId: `<1@${messageIdDomain('sala@ศาลา.example')}>` },
      { name: 'ศาลา', address: 'sala@ศาลา.example' },
    );
    expect(raw.every((byte) => byte < 128)).toBe(true);
    expect(envelope).toMatch(/^sala@xn--[a-z0-9]+\.example$/);
  });

  it('are read alike by two parsers, for three hundred subjects and names, each line in its length', async () => {
    for (const [index, text] of threeHundred().entries()) {
      const [office, unit] = [`${text} ${index}`, `หน่วย ${text}`].map((each) => oneLine(each).slice(0, 200));
      const { raw } = await mimeOf(
        {
          ...mail,
          subject: text,
          to: { name: office ?? '', address: mail.to.address },
          replyTo: { name: unit ?? '', address: mail.replyTo.address },
          wrongAddress: { url: 'https://sala.example/w/1', mailTo: 'mailto:answers@sala.example?subject=x' },
        },
        { ...from, name: unit ?? '' },
      );
      const head = headersOf(raw);
      expect([...head].every((character) => character < '\u0080')).toBe(true);
      expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
      const [one, other] = await Promise.all([simpleParser(raw), PostalMime.parse(raw)]);
      const said = spaced(text);
      expect([spaced(one.subject ?? ''), spaced(other.subject ?? '')]).toEqual([said, said]);
      const addressees = [
        [one.from?.value[0], other.from, unit, from.address],
        [one.replyTo?.value[0], other.replyTo?.[0], unit, mail.replyTo.address],
        [[one.to ?? []].flat()[0]?.value[0], other.to?.[0], office, mail.to.address],
      ] as const;
      for (const [byOne, byOther, name = '', address] of addressees)
        expect([byOne, byOther].map((each) => ({ name: spaced(each?.name ?? ''), address: each?.address }))).toEqual([
          { name: spaced(name), address },
          { name: spaced(name), address },
        ]);
      // Every line of the head is known to both, once, and no text has become one.
      const keys = [...head.matchAll(/^([A-Za-z-]+):/gm)].map(([, key = '']) => key.toLowerCase());
      expect(new Set(keys).size).toBe(keys.length);
      for (const parsed of [one.headerLines.map(({ key }) => key), other.headers.map(({ key }) => key)])
        expect([...parsed].sort()).toEqual([...keys].sort());
      expect(keys.filter((key) => !known.includes(key))).toEqual([]);
    }
  });
});

const known = [
  ...['from', 'to', 'reply-to', 'subject', 'message-id', 'date', 'mime-version', 'content-type'],
  ...['x-sala-delivery', 'x-sala-kind', 'auto-submitted', 'x-auto-response-suppress'],
  ...['list-unsubscribe', 'list-unsubscribe-post'],
];
/** What people read: where a line is folded a space may have become another. */
const spaced = (text: string): string =>
  text
    .replaceAll('\u2060', '')
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
/** Subjects as people write them and as somebody writes who means harm: twenty-five of each of twelve sorts. */
const threeHundred = (): string[] => {
  const sorts: readonly ((length: number) => string)[] = [
    (length) => 'ขอเชิญประชุมรับฟังความคิดเห็น '.repeat(length).trim(),
    (length) => 'กำหนดตอบรับภายในวันศุกร์'.repeat(length),
    (length) => `Meeting no. ${length}/2559 ประชุมครั้งที่ ๑`,
    (length) => `"${'quoted '.repeat(length)}" (and so on), a; b: c <d@e.example>`,
    (length) => `=?utf-8?B?${'QUJD'.repeat(length)}?= =?x?q?y?=`,
    (length) => `สวัสดี\r\nBcc: evil${length}@th-99.example\r\n\r\nbody`,
    (length) => `${'👩‍🚀🏳️‍🌈'.repeat(length)} น้ำ`,
    (length) => `${'ก็ที่ปู่น้ำ'.repeat(length)}\u200b`,
    (length) => `${'x'.repeat(length * 40)} ยาว`,
    (length) => `a\tb\u00a0c\u2028d\u0000e ${length}`,
    (length) => `Łódź ${'çé'.repeat(length)} ${'漢字'.repeat(length)}`,
    (length) => `\\${'\\"'.repeat(length)} [a] @b . ,`,
  ];
  return sorts.flatMap((write) => Array.from({ length: 25 }, (_each, index) => write(index + 1)));
};
