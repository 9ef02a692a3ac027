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

type Ask = { method?: string; json?: unknown; form?: Record<string, string>; expect?: readonly number[] };

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

  /** Resolves to the answer's body: parsed when it is JSON, text otherwise. */
  async ask(path: string, { method = 'GET', json, form, expect = [200, 201, 204] }: Ask = {}): Promise<unknown> {
    const until = performance.now() + this.patienceMs;
    for (;;) {
      const outcome = await this.#once(path, method, json, form).catch((error: unknown) =>
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

  async #once(
    path: string,
    method: string,
    json: unknown,
    form: Record<string, string> | undefined,
  ): Promise<{ status: number; body: unknown }> {
    const headers: Record<string, string> = { origin: this.origin, 'accept-language': 'th' };
    if (this.#cookie !== '') headers['cookie'] = this.#cookie;
    if (json !== undefined) headers['content-type'] = 'application/json';
    // A form is posted by the page that it stands on, under whatever name Sala is reached by others.
    if (form !== undefined) headers['sec-fetch-site'] = 'same-origin';
    const body = json !== undefined ? JSON.stringify(json) : form !== undefined ? new URLSearchParams(form) : undefined;
    const answer = await fetch(new URL(path, this.origin), {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
      ...(body === undefined ? {} : { body }),
    });
    const cookies = answer.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
    if (cookies.length > 0) this.#cookie = cookies.join('; ');
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, body: isJson ? await answer.json() : await answer.text() };
  }
}
