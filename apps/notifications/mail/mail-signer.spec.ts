import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dkimVerify } from 'mailauth';
import { type MailSigner, signerWith } from './mail-signer.js';
import { type OutgoingMail } from './mail-transport.js';
import { mimeOf } from './mime.js';

const folder = mkdtempSync(join(tmpdir(), 'sala-dkim-'));
const keyFile = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
afterAll(() => rmSync(folder, { recursive: true }));

const pair = (modulusLength: number) =>
  generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const { publicKey, privateKey } = pair(1_024);
const signer = signerWith(keyFile('right.pem', privateKey), 's2559', 'ega.example');
const record = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`;
const resolver = (name: string): Promise<string[][]> => {
  if (name === 's2559._domainkey.ega.example') return Promise.resolve([[record]]);
  return Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
};
const verdictOn = async (raw: Buffer) => {
  const { results } = await dkimVerify(raw, { resolver, minBitLength: 1_024 });
  return results.map(({ status, signingDomain, selector }) => [status.result, signingDomain, selector]);
};
const passes = [['pass', 'ega.example', 's2559']];

const mail: OutgoingMail = {
  deliveryId: 'm.inv-1.reminder.1',
  kind: 'reminder',
  messageId: '<1@ega.example>',
  date: new Date('2016-11-11T02:00:00.000Z'),
  to: { name: 'สรรพากรพื้นที่เชียงใหม่ 1', address: 'office@chiang-mai.example' },
  replyTo: { name: 'ผู้ประสานงาน', address: 'coordinator@ega.example' },
  inReplyTo: '<0@chiang-mai.example>',
  subject: 'หัวเรื่อง',
  html: '<p>ขอเชิญ</p>\n.\n..\nFrom x  \t\n\n\n',
  text: 'ขอเชิญ\n.\nFrom x  \n\n\n',
  calendar: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
};
const from = { name: 'ศาลา', address: 'sala@ega.example' };
const rawOf = async (changes: Partial<OutgoingMail> = {}, by: MailSigner = signer): Promise<Buffer> =>
  by.sign((await mimeOf({ ...mail, ...changes }, from)).raw);

describe('a mail’s signature', () => {
  it('is by the key that the record has', () => expect(signer.publicKey).toBe(publicKey.toString('base64')));

  it('holds for 300 subjects and names of whatever characters', async () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...'กำแม่ฮ่องสอน๑๒๓ ().,:;<>@"\\=?_-ABCxyz0123\t'),
        fc.constantFrom('\r\n', '=?utf-8?B?', '—', '🏛', 'é', '\u200b'),
      ),
      minLength: 1,
      maxLength: 120,
    });
    await fc.assert(
      fc.asyncProperty(text, text, async (subject, name) => {
        const raw = await rawOf({ subject, to: { name, address: mail.to.address }, text: `${subject}\n${name}` });
        expect(await verdictOn(raw)).toEqual(passes);
      }),
      { numRuns: 300 },
    );
  });

  it('breaks where somebody changes what it covers', async () => {
    const raw = (await rawOf()).toString('latin1');
    expect(await verdictOn(Buffer.from(raw, 'latin1'))).toEqual(passes);
    const forged = [
      raw.replace(/^Subject: .*$/m, 'Subject: x'),
      raw.replace('coordinator@ega.example', 'evil@th-99.example'),
      raw.replace('office@chiang-mai.example', 'other@chiang-mai.example'),
      raw.replace('Auto-Submitted: auto-generated', 'Auto-Submitted: no'),
      raw.replace('Date: Fri, 11 Nov', 'Date: Sat, 12 Nov'),
      `${raw}more`,
    ];
    for (const each of forged) {
      expect(each).not.toBe(raw);
      expect((await verdictOn(Buffer.from(each, 'latin1')))[0]?.[0]).not.toBe('pass');
    }
  });

  it('covers what one-click is believed by, where it is there', async () => {
    const { raw } = await mimeOf(mail, from);
    const unsubscribe =
      'List-Unsubscribe: <https://sala.example/w/x>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n';
    const signed = (await signer.sign(Buffer.concat([Buffer.from(unsubscribe), raw]))).toString('latin1');
    expect(await verdictOn(Buffer.from(signed, 'latin1'))).toEqual(passes);
    expect((await verdictOn(Buffer.from(signed.replace('/w/x', '/w/y'), 'latin1')))[0]?.[0]).toBe('fail');
  });

  it.each<[string, () => string, RegExp]>([
    ['there is no file', () => join(folder, 'none.pem'), /cannot be read/],
    ['it is no key', () => keyFile('text.pem', 'secret words'), /is none/],
    ['it is too short', () => keyFile('short.pem', pair(768).privateKey), /too short \(768 bits\)/],
    [
      'it is of another kind',
      () =>
        keyFile(
          'curve.pem',
          generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        ),
      /another kind/,
    ],
  ])('stops the start where %s, and repeats nothing of it', (_what, file, problem) => {
    const start = () => signerWith(file(), 's2559', 'ega.example');
    expect(start).toThrow(problem);
    expect(start).not.toThrow(/secret|PRIVATE/);
  });
});
