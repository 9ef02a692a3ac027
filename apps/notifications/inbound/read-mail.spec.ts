import { describe, expect, it } from '@jest/globals';
import * as mails from '../testing/came-back.js';
import { mostText, readMail, textOfHtml } from './read-mail.js';

const to = 'answers@sala.example';
const read = (raw: string) => readMail(Buffer.from(raw));

describe('a mail as it is read', () => {
  it('has text, sender, what it answers, and its files', async () => {
    const mail = await read(
      mails.inParts({
        to,
        inReplyTo: '<a@b.example>',
        parts: [
          'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nส่งแบบตอบรับ',
          'Content-Type: application/pdf; name="=?utf-8?B?4LmB4Lia4LiaLnBkZg==?="\nContent-Transfer-Encoding: base64\n\nJVBERg==',
        ],
      }),
    );
    expect(mail).toMatchObject({
      from: { name: 'สำนักงาน', address: 'revenue@chiang-mai.example' },
      text: 'ส่งแบบตอบรับ',
      answers: ['<a@b.example>'],
      parts: [{ contentType: 'application/pdf', fileName: 'แบบ.pdf' }],
    });
    expect(mail.parts[0]?.content.toString()).toBe('%PDF');
  });

  it('is read in the characters that it is written in', async () => {
    const raw = Buffer.concat([
      Buffer.from(
        `To: ${to}\r\nContent-Type: text/plain; charset=windows-874\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`,
      ),
      Buffer.from([0xca, 0xc7, 0xd1, 0xca, 0xb4, 0xd5]),
    ]);
    expect((await readMail(raw)).text).toBe('สวัสดี');
  });

  it('holds no control characters, no turned direction, and no more than anybody reads of a subject', async () => {
    const mail = await read(
      mails.written({ to, subject: `a\u202Eb${'x'.repeat(500)}`, text: 'a\u0000\u0007b\u202Ec\nd' }),
    );
    expect(mail.text).toBe('abc\nd');
    expect(mail.subject).not.toContain('\u202E');
    expect(mail.subject.length).toBeLessThanOrEqual(300);
  });

  it.each([
    ['<p>หนึ่ง</p><p>สอง<br>สาม</p>', 'หนึ่ง\nสอง\nสาม'],
    ['<style>p { color: red }</style><script>alert("1")</script>x', 'x'],
    ['a &amp; b &lt;c&gt; &#3585;', 'a & b <c> ก'],
    ['<script>never closed', ''],
    ['<img src="http://x.example/seen.png">', ''],
  ])('of HTML keeps the text alone: %s', (html, text) => expect(textOfHtml(html)).toBe(text));

  it('is refused with headers beyond all measure, and read at once whatever stands in it', async () => {
    await expect(read(`X: ${'a'.repeat(1_500_000)}\r\n\r\nx`)).rejects.toThrow();
    const began = performance.now();
    for (const html of ['<'.repeat(200_000), '<script'.repeat(50_000), '&'.repeat(200_000), ' \n'.repeat(100_000)])
      textOfHtml(html);
    expect((await read(mails.written({ to, text: 'x'.repeat(3 * mostText) }))).text.length).toBe(3 * mostText);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
