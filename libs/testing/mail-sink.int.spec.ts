import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { type MailSink, startMailSink } from './index.js';

const mail = { from: 'sala@ega.example', to: 'revenue@th-50.example', subject: 'หนังสือเชิญ', text: 'เรียน ผู้แทน' };

describe('the mail sink', () => {
  let sink: MailSink;
  const send = () => createTransport(sink.url).sendMail(mail);
  beforeEach(async () => void (sink = await startMailSink()));
  afterEach(() => sink.stop());

  it('keeps a mail as mailparser reads it', async () => {
    await send();
    expect(sink.messages).toHaveLength(1);
    expect(sink.messages[0]).toMatchObject({
      to: ['revenue@th-50.example'],
      parsed: { subject: 'หนังสือเชิญ', text: 'เรียน ผู้แทน' },
    });
  });

  it.each([
    [450, 'rcpt'],
    [550, 'rcpt'],
    [451, 'data'],
    [554, 'data'],
  ] as const)('refuses with %i at %s and keeps nothing', async (refuse, at) => {
    sink.behave({ refuse, at });
    await expect(send()).rejects.toMatchObject({ responseCode: refuse });
    expect(sink.messages).toHaveLength(0);
  });

  it('drops the connection before the final dot and keeps nothing', async () => {
    sink.behave({ drop: 'before-dot' });
    await expect(send()).rejects.toThrow();
    expect(sink.messages).toHaveLength(0);
  });

  it('drops the connection after the final dot and has the mail all the same', async () => {
    sink.behave({ drop: 'after-dot' });
    await expect(send()).rejects.toThrow();
    expect(sink.messages).toHaveLength(1);
  });

  it('decides by recipient', async () => {
    sink.behave((recipient) => (recipient.startsWith('revenue@') ? { refuse: 550, at: 'rcpt' } : 'accept'));
    await expect(send()).rejects.toMatchObject({ responseCode: 550 });
    await createTransport(sink.url).sendMail({ ...mail, to: 'hall@th-50.example' });
    expect(sink.messages).toHaveLength(1);
  });

  it.each(['sender', 'recipient', 'message'] as const)('answers at the %s as its script says', async (moment) => {
    sink.follow((at) => (at === moment ? '554 5.7.1 no' : undefined));
    await expect(send()).rejects.toMatchObject({ responseCode: 554, response: expect.stringContaining('5.7.1 no') });
    sink.follow(undefined);
    await send();
    expect(sink.messages).toHaveLength(1);
  });
});
