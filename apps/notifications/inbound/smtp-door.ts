import { once } from 'node:events';
import { type Socket } from 'node:net';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { Clock } from '#platform';
import { isOurs, wayBackOf } from '../mail/mail.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { doorTls, type DoorTls } from './door-tls.js';
import { InboundStore } from './inbound.store.js';

/** A scan of a few pages fits; in base64 it takes a third more. */
export const mostMailBytes = 15 * 1024 * 1024;
const mostRecipients = 5;
const mostConnections = 20;
const patienceMs = 60_000;
/** A certificate that was renewed is read anew. */
const renewedEveryMs = 3_600_000;
/** However slowly it drips. */
const mostOfConnectionMs = 15 * 60_000;

const refusal = (code: number, said: string): Error => Object.assign(new Error(said), { responseCode: code });

/** The whole message; what is over the limit is read to its end and kept nowhere. */
const wholeOf = async (stream: SMTPServerDataStream): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length;
    if (bytes <= mostMailBytes) chunks.push(chunk as Buffer);
    else chunks.length = 0;
  }
  if (bytes > mostMailBytes) throw refusal(552, `5.3.4 The message is larger than ${mostMailBytes} bytes`);
  return Buffer.concat(chunks);
};

/** Sala's own mail server: takes mails for its own address and no other. A mail is acknowledged when it is stored. */
@Injectable()
export class SmtpDoor implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(SmtpDoor.name);
  #server: SMTPServer | undefined;
  #renewing: NodeJS.Timeout | undefined;
  #port = 0;

  constructor(
    private readonly store: InboundStore,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: NotificationsConfig,
  ) {}

  /** Where it listens; 0 while it does not. */
  get port(): number {
    return this.#port;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { SALA_INBOUND_SMTP: setting, SALA_INBOUND_ADDRESS: address } = this.config;
    const way = wayBackOf(address);
    if (setting === undefined || way === undefined) return;
    const tls = doorTls(this.config);
    const server = new SMTPServer({
      banner: 'Sala',
      authOptional: true,
      // Without a certificate of its own the library would show one that anybody has.
      disabledCommands: tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
      ...(tls && { cert: tls.cert, key: tls.key, minVersion: 'TLSv1.2' }),
      disableReverseLookup: true,
      size: mostMailBytes,
      maxClients: mostConnections,
      socketTimeout: patienceMs,
      closeTimeout: 2_000,
      onRcptTo: ({ address: recipient }, session, done) => {
        if (!isOurs(way, recipient)) return done(refusal(550, '5.1.1 There is no such address here'));
        if (session.envelope.rcptTo.length >= mostRecipients) return done(refusal(452, '4.5.3 Too many recipients'));
        done();
      },
      onData: (stream, session, done) => {
        this.#take(stream, session).then(
          () => done(null, '2.0.0 The message is stored'),
          (error: unknown) => done(this.#asRefusal(error)),
        );
      },
    });
    // A connection that breaks off is the sender's affair: it sends again.
    server.on('error', () => undefined);
    const at = setting.lastIndexOf(':');
    const listener = server.listen(Number(setting.slice(at + 1)), setting.slice(0, at).replace(/^\[|\]$/g, ''));
    listener.on('connection', (socket: Socket) => {
      const timer = setTimeout(() => socket.destroy(), mostOfConnectionMs).unref();
      socket.once('close', () => clearTimeout(timer));
    });
    await Promise.race([
      once(listener, 'listening'),
      once(listener, 'error').then(([error]) => Promise.reject(error as Error)),
    ]);
    const bound = listener.address();
    this.#port = typeof bound === 'object' && bound !== null ? bound.port : 0;
    this.#server = server;
    this.#sayHow(setting, tls);
    if (tls !== undefined) this.#renewing = setInterval(() => this.#renew(server), renewedEveryMs).unref();
  }

  async onModuleDestroy(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    clearInterval(this.#renewing);
    this.#port = 0;
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #sayHow(setting: string, tls: DoorTls | undefined): void {
    if (tls === undefined)
      return this.#logger.warn(
        `mails are taken at ${setting} without encryption, as no certificate is set: SALA_INBOUND_TLS_CERT_FILE and SALA_INBOUND_TLS_KEY_FILE. Let only the domain's own mail server reach it`,
      );
    this.#logger.log(`mails are taken at ${setting}, with STARTTLS; the certificate ends ${tls.until.toISOString()}`);
  }

  #renew(server: SMTPServer): void {
    try {
      const tls = doorTls(this.config);
      if (tls !== undefined) server.updateSecureContext({ cert: tls.cert, key: tls.key });
    } catch (error) {
      this.#logger.warn(
        `the certificate stays the one before: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  async #take(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const raw = await wholeOf(stream);
    const returnPath = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
    const receivedAt = this.clock.now().toISOString();
    for (const recipient of new Set(envelope.rcptTo.map(({ address }) => address)))
      await this.store.keep({ way: 'smtp', recipient, returnPath, raw }, receivedAt);
  }

  #asRefusal(error: unknown): Error {
    if (error instanceof Error && 'responseCode' in error) return error;
    this.#logger.warn(`a mail could not be stored: ${error instanceof Error ? error.message : String(error)}`);
    return refusal(451, '4.3.0 The message could not be stored, try again later');
  }
}
