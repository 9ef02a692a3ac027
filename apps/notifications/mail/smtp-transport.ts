import { parseConnectionUrl } from 'nodemailer/lib/shared';
import { messageWriter, type WriteMessage } from './mail-message.js';
import { type MailSigner } from './mail-signer.js';
import { type Handed, type HandOver, MailTransport } from './mail-transport.js';
import { type LineOptions, SmtpLine } from './smtp-line.js';
import { type Unready, unreadyBy } from './smtp-outcome.js';

export type SmtpOptions = {
  readonly url: string;
  readonly from: string;
  readonly connections: number;
  /** How long the server may take to accept a connection or answer, in milliseconds. */
  readonly patienceMs: number;
  /** How long handing one mail over may take, from its first command on, in milliseconds. */
  readonly handOverMs: number;
  /** Mails go unsigned where there is none. */
  readonly signer?: MailSigner | undefined;
};

/** A used connection that proves dead is replaced so often for one mail. */
const atMostDead = 3;

const unwritten = (error: unknown): Handed => ({
  kind: 'rejected',
  failure: 'technical',
  error: `the message could not be written: ${error instanceof Error ? error.message : String(error)}`,
});

/** A few connections, each for one mail at a time; whoever waits is served in order, when a connection is ready. */
export class SmtpTransport extends MailTransport {
  readonly #line: LineOptions;
  readonly #write: WriteMessage;
  readonly #idle: SmtpLine[] = [];
  readonly #waiting: ((line: SmtpLine | Unready) => void)[] = [];
  /** Connections that are open or being opened. */
  #lines = 0;
  #closed = false;

  constructor(private readonly options: SmtpOptions) {
    super();
    const { url, from, patienceMs, signer } = options;
    this.#line = {
      ...parseConnectionUrl(url),
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
    } as LineOptions;
    this.#write = messageWriter(from, signer);
  }

  async send(mail: HandOver): Promise<Handed> {
    for (let dead = 0; ; dead += 1) {
      let line = await this.#take();
      if (line instanceof SmtpLine && !mail.isFresh()) {
        // Asking again while the connection is held would make those behind it wait too long in their turn.
        this.#giveBack(line);
        if (!(await mail.refresh())) return { kind: 'withdrawn' };
        line = await this.#take('first');
      }
      if (!(line instanceof SmtpLine)) return line;
      try {
        const handed = await this.#handOver(line, mail);
        if (handed.kind !== 'dead') return handed;
        if (dead >= atMostDead)
          return { kind: 'held', cause: 'unreachable', error: 'the mail server closes every connection', asked: false };
      } finally {
        this.#giveBack(line);
      }
    }
  }

  async probe(): Promise<Unready | undefined> {
    try {
      const line = await this.#connect();
      line.quit();
      return undefined;
    } catch (failure) {
      return unreadyBy(failure);
    }
  }

  close(): void {
    this.#closed = true;
    for (const line of this.#idle.splice(0)) line.quit();
  }

  async #handOver(line: SmtpLine, handOver: HandOver): ReturnType<SmtpLine['send']> {
    const mail = await handOver.begin();
    if (mail === undefined) return { kind: 'withdrawn' };
    const raw = 'raw' in mail ? mail : await this.#write(mail).catch(unwritten);
    if (!('raw' in raw)) return raw;
    handOver.written?.(raw);
    return line.send(raw, () => handOver.finish(), AbortSignal.timeout(this.options.handOverMs));
  }

  #connect(): Promise<SmtpLine> {
    return SmtpLine.open(this.#line, 2 * this.options.patienceMs);
  }

  #take(place: 'first' | 'last' = 'last'): Promise<SmtpLine | Unready> {
    for (let line = this.#idle.pop(); line !== undefined; line = this.#idle.pop())
      if (line.alive) return Promise.resolve(line);
    const { promise, resolve } = Promise.withResolvers<SmtpLine | Unready>();
    if (place === 'first') this.#waiting.unshift(resolve);
    else this.#waiting.push(resolve);
    if (this.#lines < this.options.connections) void this.#openOne();
    return promise;
  }

  /** A server that takes fewer connections than we want serves all by those it took or is letting in; only one that takes none is unready. */
  async #openOne(): Promise<void> {
    this.#lines += 1;
    try {
      const line = await this.#connect();
      line.onEnd(() => {
        this.#lines -= 1;
        const place = this.#idle.indexOf(line);
        if (place >= 0) this.#idle.splice(place, 1);
        if (this.#waiting.length > 0 && this.#lines < this.options.connections) void this.#openOne();
      });
      this.#giveBack(line);
    } catch (failure) {
      this.#lines -= 1;
      if (this.#lines === 0) for (const tell of this.#waiting.splice(0)) tell(unreadyBy(failure));
    }
  }

  /** To whoever waits longest. One that is gone has been taken off already. */
  #giveBack(line: SmtpLine): void {
    if (!line.alive) return;
    const next = this.#waiting.shift();
    if (next !== undefined) next(line);
    else if (this.#closed) line.quit();
    else this.#idle.push(line);
  }
}
