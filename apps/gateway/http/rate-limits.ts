import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { NatsLink, Tries } from '#messaging';
import { AppError } from '#platform';
import { type GatewayConfig, InjectConfig } from '../config.js';

const minute = 60_000;
const hour = 60 * minute;

/** An IPv6 client has a whole /64 to itself. */
const clientOf = ({ ip }: FastifyRequest): string => {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv6(plain)
    ? (new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::')[0]?.split(':').slice(0, 4).join(':') ?? plain)
    : plain;
};

/** What says that a link is none. */
const noLink: ReadonlySet<string> = new Set(['reply-link-invalid', 'site-link-invalid', 'invalid-input']);

type Counting = { readonly tries: Tries; readonly what: string };

/** How often something may be tried, counted in one place for all gateways. */
@Injectable()
export class RateLimits {
  readonly #link: Tries;
  readonly #change: Tries;
  readonly #badLink: Tries;
  readonly #badCode: Tries;
  readonly #signIn: Tries;
  readonly #account: Tries;
  readonly #address: Tries;

  constructor(link: NatsLink, @InjectConfig() config: GatewayConfig) {
    const counting = (name: string, max: number, windowMs: number) =>
      new Tries(link, { name, max, windowMs, replicas: config.SALA_NATS_REPLICAS });
    this.#link = counting('link', config.SALA_REPLY_LIMIT, minute);
    this.#change = counting('change', config.SALA_REPLY_CHANGE_LIMIT, hour);
    this.#badLink = counting('bad-link', config.SALA_BAD_LINK_LIMIT, minute);
    this.#badCode = counting('bad-code', config.SALA_BAD_CODE_LIMIT, 10 * minute);
    this.#signIn = counting('sign-in', config.SALA_SIGN_IN_LIMIT, minute);
    this.#account = counting('account', config.SALA_SIGN_IN_ACCOUNT_LIMIT, minute);
    this.#address = counting('address', config.SALA_SIGN_IN_ADDRESS_LIMIT, minute);
  }

  /** A request by a reply link. Throws unavailable 'too-many-requests' with `retryAfterSeconds` once there were too many. */
  async reading(replyToken: string): Promise<void> {
    await this.#link.add(replyToken);
  }

  /** One that says an answer. Where a part that takes it is down it was none: who presses the button again is not kept out for it. */
  async answering<Result>(replyToken: string, work: () => Promise<Result>): Promise<Result> {
    const number = await this.#change.add(replyToken);
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unavailable') await this.#change.takeBack(number);
      throw error;
    }
  }

  /** A link that leads nowhere: counted for the address that tries it. */
  async badLink(request: FastifyRequest): Promise<void> {
    await this.#badLink.add(clientOf(request));
  }

  /** What is asked by a link: counted for the link as what it does, and where that leads nowhere for whoever tries it. Throws as `reading` and `answering`. */
  async byLink<Result>(
    request: FastifyRequest,
    token: string,
    does: 'reading' | 'answering',
    work: () => Promise<Result>,
  ): Promise<Result> {
    try {
      if (does === 'answering') return await this.answering(token, work);
      await this.reading(token);
      return await work();
    } catch (error) {
      if (error instanceof AppError && noLink.has(error.code)) await this.badLink(request);
      throw error;
    }
  }

  /** Tries a reply code. Counted before it is asked, so that the right one among too many opens nothing; only wrong ones stay counted. */
  async guessing<Result>(request: FastifyRequest, work: () => Promise<Result>): Promise<Result> {
    const number = await this.#badCode.add(clientOf(request));
    try {
      const result = await work();
      await this.#badCode.takeBack(number);
      return result;
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'reply-code-unknown')) await this.#badCode.takeBack(number);
      throw error;
    }
  }

  /**
   * Tries a password. All tries count for the account from this address, wrong ones for the account from anywhere, and far
   * more of them for the address: who shares it can sign in while one of them can't. Counted before, so that many at once count too.
   */
  async tried<Result>(request: FastifyRequest, email: string, work: () => Promise<Result>): Promise<Result> {
    const client = clientOf(request);
    const account = email.normalize('NFC').trim().toLowerCase();
    const all: Counting[] = [
      { tries: this.#signIn, what: `${client} ${account}` },
      { tries: this.#account, what: account },
      { tries: this.#address, what: client },
    ];
    const undo: (() => Promise<void>)[] = [];
    const takeBack = (which = undo) => Promise.all(which.map((each) => each()));
    try {
      for (const { tries, what } of all) {
        const number = await tries.add(what);
        undo.push(() => tries.takeBack(number));
      }
    } catch (error) {
      await takeBack();
      throw error;
    }
    try {
      const result = await work();
      await takeBack(undo.slice(1));
      return result;
    } catch (error) {
      const wrong = error instanceof AppError && (error.code === 'sign-in-refused' || error.code === 'wrong-password');
      if (!wrong) await takeBack();
      throw error;
    }
  }
}
