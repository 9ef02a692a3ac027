import { Readable } from 'node:stream';
import SMTPConnection, { type SMTPConnectionAuth, type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { type Outcome } from './outcome.js';
import { outcomeOfFailure } from './smtp-outcome.js';

export type LineOptions = SMTPConnectionOptions & { readonly auth?: SMTPConnectionAuth | undefined };
export type RawMail = { readonly from: string; readonly to: string; readonly raw: Buffer };

/** `dead`: a used connection was gone before the server took up the mail. */
export type Sent = Outcome | { readonly kind: 'withdrawn' } | { readonly kind: 'dead' };

const pieceBytes = 16_384;
/** Of what the server says. */
const mostSaid = 300;
const beyondAscii = /[^\0-\x7F]/;

/** One connection to the mail server, signed in. */
export class SmtpLine {
  #used = false;
  readonly #connection: SMTPConnection;
  readonly #greeting: string;

  private constructor(connection: SMTPConnection, greeting: string) {
    this.#connection = connection;
    this.#greeting = greeting;
  }

  /** Rejects with nodemailer's failure. `withinMs` bounds it all, however slowly the server drips. */
  static open({ auth, ...options }: LineOptions, withinMs: number): Promise<SmtpLine> {
    const { promise, resolve, reject } = Promise.withResolvers<SmtpLine>();
    const connection = new SMTPConnection(options);
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      reject(error instanceof Error ? error : new Error(String(error)));
      connection.close();
    };
    const timer = setTimeout(
      () =>
        fail(Object.assign(new Error('the server took too long to let us in'), { code: 'ETIMEDOUT', command: 'CONN' })),
      withinMs,
    );
    // After it is open, whoever uses it gets the failure; an idle one is just gone.
    connection.on('error', fail);
    connection.once('end', () =>
      fail(Object.assign(new Error('Connection closed unexpectedly'), { code: 'ECONNECTION', command: 'CONN' })),
    );
    connection.connect((error) => {
      if (error) return fail(error);
      const greeting = String(connection.lastServerResponse);
      const open = (): void => {
        clearTimeout(timer);
        resolve(new SmtpLine(connection, greeting));
      };
      if (auth === undefined || !connection.allowsAuth) return open();
      connection.login({ ...auth }, (refused) => (refused ? fail(refused) : open()));
    });
    return promise;
  }

  get alive(): boolean {
    return !this.#connection.destroyed;
  }

  onEnd(listener: () => void): void {
    if (this.#connection.destroyed) listener();
    else this.#connection.once('end', listener);
  }

  close(): void {
    this.#connection.close();
  }

  /** Says goodbye; an idle connection only. */
  quit(): void {
    this.#connection.quit();
  }

  /** `finish` is asked before the final dot. The signal ends it; what then became of the mail depends on how far it had gone. */
  async send({ from, to, raw }: RawMail, finish: () => Promise<boolean>, signal: AbortSignal): Promise<Sent> {
    if (beyondAscii.test(to) && !/\bSMTPUTF8\b/i.test(this.#greeting))
      return {
        kind: 'rejected',
        failure: 'permanent',
        error: 'the mail server takes no addresses with letters beyond ASCII before the @ (it does not offer SMTPUTF8)',
      };
    const wasUsed = this.#used;
    this.#used = true;
    let taken = false;
    let complete = false;
    let stopped: { readonly thrown?: unknown } | undefined;
    const body = async function* (): AsyncGenerator<Buffer> {
      taken = true;
      // In pieces, so that the end is not reached before the server has taken what comes before it.
      for (let at = 0; at < raw.length; at += pieceBytes) yield raw.subarray(at, at + pieceBytes);
      try {
        if (await finish()) {
          complete = true;
          return;
        }
        stopped = {};
      } catch (thrown) {
        stopped = { thrown };
      }
      throw new Error('not to be finished');
    };
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const giveUp = (): void => reject(new Error('it took too long to hand the mail over'));
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      this.#connection.send(
        { from, to: [to], size: raw.length },
        Readable.from(body(), { objectMode: false }),
        (error, info) => (error ? reject(error) : resolve(info.response ?? '')),
      );
      const said = (await promise).replace(/\s+/g, ' ').trim().slice(0, mostSaid);
      return { kind: 'accepted', ...(said !== '' && { said }) };
    } catch (failure) {
      if (stopped !== undefined) {
        this.close();
        if ('thrown' in stopped) throw stopped.thrown;
        return { kind: 'withdrawn' };
      }
      const outcome = outcomeOfFailure(failure, complete);
      if (wasUsed && !taken && brokeOff(failure)) {
        this.close();
        return { kind: 'dead' };
      }
      if (this.alive && refusedOnly(failure)) await this.#reset();
      else this.close();
      return outcome;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  /** After a refusal the connection serves the next mail, if the server agrees. */
  async #reset(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#connection.once('end', resolve);
    this.#connection.reset((error) => {
      if (error) this.close();
      resolve();
    });
    await promise;
  }
}

const field = (failure: unknown, name: 'code' | 'response'): string | undefined => {
  const value: unknown = failure instanceof Error ? Reflect.get(failure, name) : undefined;
  return typeof value === 'string' ? value : undefined;
};
/** The server ended the session: it closed the connection, or said 421, as after many mails or a long silence. */
const brokeOff = (failure: unknown): boolean => {
  const response = field(failure, 'response');
  return response === undefined
    ? ['ECONNECTION', 'ESOCKET'].includes(field(failure, 'code') ?? '')
    : response.startsWith('421');
};
const refusedOnly = (failure: unknown): boolean =>
  ['EENVELOPE', 'EMESSAGE'].includes(field(failure, 'code') ?? '')
  && field(failure, 'response')?.startsWith('421') !== true;
