import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type LookupFunction } from 'node:net';
import { isPublicAddress, whyNotTo } from './webhook-address.js';

/** What came of one try. `retryAfterMs`: the other side asks for that much patience. */
export type Posted =
  | { readonly kind: 'taken'; readonly status: number }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly status?: number; readonly error: string; readonly retryAfterMs?: number };

export type Post = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly patienceMs: number;
  readonly allowPrivate: boolean;
};

const mostRetryAfterMs = 3_600_000;
const retryAfterOf = (said: string | undefined): number | undefined => {
  const seconds = said !== undefined && /^\d{1,9}$/.test(said) ? Number(said) : undefined;
  return seconds === undefined ? undefined : Math.min(seconds * 1_000, mostRetryAfterMs);
};

/** The name is looked up once, and that address is the one that is connected to: a name that leads elsewhere the next time gains nothing. */
const onlyPublic: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, found: readonly LookupAddress[]) => {
    if (error !== null) return callback(error, '', 0);
    const open = found.filter(({ address }) => isPublicAddress(address));
    const [first] = open;
    if (first === undefined || open.length < found.length)
      return callback(new Error('its name leads into a closed network'), '', 0);
    if (options.all === true) callback(null, [...open]);
    else callback(null, first.address, first.family);
  });
};

/** Hands one message over. It follows no other address, and what is answered beside the status is not read. */
export const post = (message: Post): Promise<Posted> =>
  new Promise((resolve) => {
    const url = new URL(message.url);
    const why = whyNotTo(url, message.allowPrivate);
    if (why !== undefined) return resolve({ kind: 'refused', error: why });
    const failed = (error: Error): void => resolve({ kind: 'refused', error: error.message.slice(0, 200) });
    const ask = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = ask(
      url,
      {
        method: 'POST',
        agent: false,
        headers: { ...message.headers, 'content-length': Buffer.byteLength(message.body) },
        signal: AbortSignal.timeout(message.patienceMs),
        ...(!message.allowPrivate && { lookup: onlyPublic }),
      },
      (answer) => {
        const { statusCode: status = 0, headers } = answer;
        answer.destroy();
        if (status >= 200 && status < 300) return resolve({ kind: 'taken', status });
        if (status === 410) return resolve({ kind: 'gone' });
        const retryAfterMs = retryAfterOf(headers['retry-after']);
        resolve({
          kind: 'refused',
          status,
          error: `it answered ${status}`,
          ...(retryAfterMs !== undefined && { retryAfterMs }),
        });
      },
    );
    request.on('error', failed);
    request.end(message.body);
  });
