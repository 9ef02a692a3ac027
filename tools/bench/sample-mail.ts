// The mail that all who are compared send: the sample's reminder to one office, made from the same letter.
import { exampleMeeting } from '#contracts';
import { MailTemplates } from '../../apps/notifications/mail/mail-template.js';

const templates = new MailTemplates();

export const sender = 'Sala <sala@ega.example>';
/** Pooled as well as nodemailer can. */
export const pooled = () =>
  ({
    pool: true,
    host: '127.0.0.1',
    port: Number(process.env.SMTP_PORT),
    maxConnections: Number(process.env.CONNECTIONS),
    maxMessages: Infinity,
    ignoreTLS: true,
  }) as const;

export const sampleMail = async (index: number) => {
  const office = exampleMeeting.title.th;
  const url = `http://127.0.0.1:3000/r/inv-office-${index}.1.c2lnbmF0dXJlLW9mLXRoZS1yZXBseS1saW5r`;
  const body = await templates.body(
    { kind: 'reminder', language: 'th', meeting: exampleMeeting, replyBy: exampleMeeting.replyBy, variant: 'plain' },
    { office, url },
  );
  return {
    ...body,
    to: { name: office, address: `office-${index}@chiang-mai.example` },
    replyTo: { name: exampleMeeting.coordinator.unit.th, address: exampleMeeting.coordinator.email },
    messageId: `<${index}@ega.example>`,
    date: new Date(),
    textEncoding: 'base64' as const,
    headers: {
      'X-Sala-Delivery': `m.inv-office-${index}.reminder.1`,
      'X-Sala-Kind': 'reminder',
      'Auto-Submitted': 'auto-generated',
    },
  };
};
