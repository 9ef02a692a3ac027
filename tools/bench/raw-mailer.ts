// What sending is compared with: nodemailer alone, pooled, with the same mails. POST / with { count } sends so many.
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { createTransport } from 'nodemailer';
import { exampleMeeting } from '#contracts';
import { MailTemplates } from '../../apps/notifications/mail/mail-template.js';

const transport = createTransport(
  {
    pool: true,
    host: '127.0.0.1',
    port: Number(process.env.SMTP_PORT),
    maxConnections: Number(process.env.CONNECTIONS),
    maxMessages: Infinity,
    ignoreTLS: true,
  },
  { from: 'Sala <sala@ega.example>' },
);
const templates = new MailTemplates();

const mail = async (index: number) => {
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

createServer((request, response) => {
  void (async () => {
    if (request.method === 'GET') return response.end('{}');
    const { count } = (await json(request)) as { count: number };
    const mails = await Promise.all(Array.from({ length: count }, (_, index) => mail(index)));
    const begun = performance.now();
    await Promise.all(mails.map((each) => transport.sendMail(each)));
    response.end(JSON.stringify({ seconds: (performance.now() - begun) / 1000 }));
  })();
}).listen(Number(process.env.PORT), '127.0.0.1');
