import { createTransport } from 'nodemailer';
import { type Outcome } from '../delivery/delivery.js';
import { MailTransport, type OutgoingMail } from './mail-transport.js';
import { outcomeOfFailure } from './smtp-outcome.js';

export type SmtpOptions = {
  readonly url: string;
  readonly from: string;
  readonly connections: number;
  /** How long the server may take to accept a connection or answer, in milliseconds. */
  readonly patienceMs: number;
};

/** Pooled SMTP. It watches how far each message has gone, since the errors of a broken connection do not tell. */
export class SmtpTransport extends MailTransport {
  readonly #transporter;
  /** Message-IDs of mails whose last byte was handed to the connection. */
  readonly #complete = new Set<string>();

  constructor({ url, from, connections, patienceMs }: SmtpOptions) {
    super();
    this.#transporter = createTransport(
      {
        pool: true,
        url,
        maxConnections: connections,
        maxMessages: Infinity,
        // The pool takes a mail up again only if not a byte of it was sent.
        maxRequeues: 2,
        connectionTimeout: patienceMs,
        greetingTimeout: patienceMs,
        socketTimeout: patienceMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      },
      { from },
    );
    this.#transporter.use('stream', (mail, done) => {
      const { message } = mail;
      const createReadStream = message.createReadStream.bind(message);
      const messageId = mail.data.messageId ?? '';
      message.createReadStream = (options) => createReadStream(options).once('end', () => this.#complete.add(messageId));
      done();
    });
  }

  async send(mail: OutgoingMail, signal: AbortSignal): Promise<Outcome> {
    const { deliveryId, kind, calendar, ...parts } = mail;
    this.#complete.delete(mail.messageId);
    try {
      await this.#transporter.sendMail({
        ...parts,
        signal,
        textEncoding: 'base64',
        headers: { 'X-Sala-Delivery': deliveryId, 'X-Sala-Kind': kind, 'Auto-Submitted': 'auto-generated' },
        ...(calendar && { icalEvent: { method: calendar.method, content: calendar.content, filename: 'appointment.ics' } }),
      });
      return { kind: 'accepted' };
    } catch (failure) {
      return outcomeOfFailure(failure, this.#complete.has(mail.messageId));
    } finally {
      this.#complete.delete(mail.messageId);
    }
  }

  close(): void {
    this.#transporter.close();
  }
}
