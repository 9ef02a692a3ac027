import { setTimeout as delay } from 'node:timers/promises';
import { type HttpAsk, type HttpContract, httpRequestOf, type PassedOn, SignInHere } from '#contracts';
import { type z } from 'zod';

/** `status`: what the last answer was; without one nobody answered. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';

  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message);
  }

  /** Another try may do, as nothing was decided. */
  get forNow(): boolean {
    return this.status === undefined || isForNow(this.status);
  }
}
const isForNow = (status: number): boolean => [429, 500, 502, 503, 504].includes(status);

type Sent = PassedOn | HttpContract;
/** What comes back for a contract's request. */
type Answered<C extends Sent> = z.output<C['returns']>;
type Page<C extends Sent> = Answered<C> extends { items: (infer Item)[] } ? Item : never;

type Sending = {
  readonly method: string;
  readonly json?: unknown;
  readonly form?: Record<string, string> | undefined;
  /** A file, as it stands on a disk. */
  readonly file?: Uint8Array<ArrayBuffer> | undefined;
};
type Ask = Partial<Sending> & { readonly expect?: readonly number[] };

const contentOf = ({ json, form, file }: Sending): { type?: string; body?: BodyInit } => {
  if (file !== undefined) return { type: 'application/octet-stream', body: file };
  if (json !== undefined) return { type: 'application/json', body: JSON.stringify(json) };
  return form === undefined ? {} : { body: new URLSearchParams(form) };
};

/**
 * An HTTP client with a cookie jar of one session. A service that is down is asked again for up to `patienceMs`, as a
 * person would press the button again: everything that it asks for can be said twice.
 */
export class ApiClient {
  #cookie = '';
  #credentials: { email: string; password: string } | undefined;
  /** Under way: what asks at the same time waits for the same one. */
  #signingIn: Promise<void> | undefined;

  constructor(
    private readonly origin: string,
    private readonly patienceMs = 60_000,
  ) {}

  async signIn(email: string, password: string): Promise<void> {
    this.#credentials = { email, password };
    await this.#signInAgain();
  }

  async #signInAgain(): Promise<void> {
    this.#signingIn ??= this.ask(SignInHere.http.path, { method: 'POST', json: this.#credentials, expect: [200] })
      .then(() => undefined)
      .finally(() => (this.#signingIn = undefined));
    await this.#signingIn;
  }

  /** Sends a request as its contract says. */
  async send<C extends Sent>(contract: C, request: HttpAsk<C>, expect?: readonly number[]): Promise<Answered<C>> {
    const { method, path, body } = httpRequestOf(contract, request);
    return (await this.ask(path, {
      method,
      ...(body !== undefined && { json: body }),
      ...(expect !== undefined && { expect }),
    })) as Answered<C>;
  }

  /** Sends a file with a request whose body it is. */
  async upload<C extends Sent>(contract: C, request: HttpAsk<C>, file: Uint8Array<ArrayBuffer>): Promise<Answered<C>> {
    const { method, path } = httpRequestOf(contract, request);
    return (await this.ask(path, { method, file })) as Answered<C>;
  }

  /** The file that a request is answered with. */
  async file<C extends Sent>(contract: C, request: HttpAsk<C>): Promise<Uint8Array<ArrayBuffer>> {
    const { method, path } = httpRequestOf(contract, request);
    const body = await this.ask(path, { method });
    if (!(body instanceof Uint8Array)) throw new UnexpectedAnswer(`${method} ${path} is answered without a file`);
    return body as Uint8Array<ArrayBuffer>;
  }

  /** Every item of a listing, whatever its pages. */
  async all<C extends Sent>(contract: C, request: HttpAsk<C>): Promise<Page<C>[]> {
    const items: Page<C>[] = [];
    for (let after: string | undefined; ;) {
      const page = (await this.send(contract, { ...request, limit: 1000, ...(after !== undefined && { after }) })) as {
        items: Page<C>[];
        next?: string;
      };
      items.push(...page.items);
      if (page.next === undefined) return items;
      after = page.next;
    }
  }

  /** Resolves to the answer's body: parsed when it is JSON, its bytes when it is a file, text otherwise. */
  async ask(path: string, { method = 'GET', expect = [200, 201, 204], ...content }: Ask = {}): Promise<unknown> {
    const until = performance.now() + this.patienceMs;
    for (;;) {
      const outcome = await this.#once(path, { method, ...content }).catch((error: unknown) =>
        error instanceof Error ? error : new Error(String(error)),
      );
      if (!(outcome instanceof Error) && expect.includes(outcome.status)) return outcome.body;
      // A session lasts a working day; the rehearsal has sixteen days.
      if (
        !(outcome instanceof Error)
        && outcome.status === 401
        && this.#credentials !== undefined
        && path !== SignInHere.http.path
        && performance.now() < until
      ) {
        await this.#signInAgain();
        continue;
      }
      const downForNow = outcome instanceof Error || isForNow(outcome.status);
      if (!downForNow || performance.now() > until) {
        const said =
          outcome instanceof Error
            ? outcome.message
            : `${outcome.status} ${JSON.stringify(outcome.body).slice(0, 400)}`;
        throw new UnexpectedAnswer(
          `${method} ${path.replace(/(replies|r)\/[^/?]+/, '$1/…')}: ${said}`,
          ...(outcome instanceof Error ? [] : [outcome.status]),
        );
      }
      await delay(100);
    }
  }

  async #once(path: string, sending: Sending): Promise<{ status: number; body: unknown }> {
    const { type, body } = contentOf(sending);
    const headers: Record<string, string> = { origin: this.origin, 'accept-language': 'th' };
    if (this.#cookie !== '') headers['cookie'] = this.#cookie;
    if (type !== undefined) headers['content-type'] = type;
    // A form is posted by the page that it stands on, under whatever name Sala is reached by others.
    if (sending.form !== undefined) headers['sec-fetch-site'] = 'same-origin';
    const answer = await fetch(new URL(path, this.origin), {
      method: sending.method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
      ...(body === undefined ? {} : { body }),
    });
    const cookies = answer.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
    if (cookies.length > 0) this.#cookie = cookies.join('; ');
    return { status: answer.status, body: await bodyOf(answer) };
  }
}

const bodyOf = async (answer: Response): Promise<unknown> => {
  if (answer.headers.get('content-disposition')?.startsWith('attachment') === true)
    return new Uint8Array(await answer.arrayBuffer());
  return /json/.test(answer.headers.get('content-type') ?? '') ? answer.json() : answer.text();
};
