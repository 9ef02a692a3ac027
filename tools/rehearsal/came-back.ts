// What the offices' own mail servers send back: over SMTP, to where the mail says that reports on it go.
import { createTransport } from 'nodemailer';
import { eventually, type MailSink, type ReceivedMail } from '#testing';

const host = 'mx.office.example';

const lines = (...all: readonly string[]): string => all.join('\r\n');
const head = (mail: ReceivedMail, from: string, subject: string): readonly string[] => [
  `From: ${from}`,
  `To: <${mail.from}>`,
  `Subject: ${subject}`,
  `Date: ${new Date(mail.parsed.date ?? 0).toUTCString()}`,
  'Auto-Submitted: auto-replied',
  'MIME-Version: 1.0',
];
const key = (mail: ReceivedMail): string => mail.parsed.messageId?.replace(/[<>]/g, '').split('@')[0] ?? '';

/** There is nobody (RFC 3464). */
const report = (mail: ReceivedMail): string =>
  lines(
    ...head(mail, `Mail Delivery Subsystem <MAILER-DAEMON@${host}>`, 'Undelivered Mail Returned to Sender'),
    `Message-ID: <report-${key(mail)}@${host}>`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'Your message could not be delivered.',
    '--part',
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${host}`,
    '',
    `Final-Recipient: rfc822; ${mail.to[0] ?? ''}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
    '--part',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${mail.parsed.messageId ?? ''}`,
    '--part--',
    '',
  );

const away = (mail: ReceivedMail): string =>
  lines(
    ...head(mail, `<${mail.to[0] ?? ''}>`, 'Automatic reply: out of office'),
    `Message-ID: <away-${key(mail)}@${host}>`,
    `In-Reply-To: ${mail.parsed.messageId ?? ''}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'I am out of office until Monday.',
    '',
  );

/** The mail servers of the offices, which the sink stands for. */
export class OfficeServers {
  constructor(
    private readonly sink: MailSink,
    private readonly inboundPort: number,
  ) {}

  bounce(address: string): Promise<void> {
    return this.#answer(address, { sender: '', write: report });
  }

  answerAutomatically(address: string): Promise<void> {
    return this.#answer(address, { sender: address, write: away });
  }

  /** To the first mail that an address got. A mail server tries again where Sala does not take it now. */
  async #answer(
    address: string,
    { sender: from, write }: { readonly sender: string; readonly write: (mail: ReceivedMail) => string },
  ): Promise<void> {
    const mail = this.sink.messages.find(({ to }) => to[0] === address);
    if (mail === undefined) throw new Error(`${address} has no mail`);
    const transport = createTransport({ host: '127.0.0.1', port: this.inboundPort, ignoreTLS: true });
    const envelope = { from, to: mail.from };
    await eventually(() => transport.sendMail({ envelope, raw: write(mail) }), { within: 60_000, every: 200 });
  }
}
