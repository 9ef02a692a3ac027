import { type ServerResponse } from 'node:http';

/** A comment that keeps proxies from closing a silent stream. */
const heartbeatMs = 15_000;
/** After this the browser connects anew, and is asked anew who it is. */
const lifetimeMs = 10 * 60_000;
/** How long a reader that takes nothing may hold a stream that was ended. */
const lingerMs = 5_000;

/**
 * Server-sent events (HTML Living Standard, section 9.2) on a raw response. A reader that is slow misses values between,
 * never the last one.
 */
export class EventStream {
  #waiting: string | undefined;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #lifetime: NodeJS.Timeout;
  #lingering: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    private readonly response: ServerResponse,
    headers: Readonly<Record<string, string>>,
    private readonly onClose: () => void,
  ) {
    // Of a connection that breaks the 'close' tells all that matters; an error that nobody listens to would end the process.
    response.on('error', () => response.destroy());
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 2000\n\n');
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs);
    this.#lifetime = setTimeout(() => this.end(), lifetimeMs);
    response.on('drain', () => this.#flush());
    response.on('close', () => this.#close());
    // The reader may have gone before there was anything to listen to.
    if (response.destroyed) this.#close();
  }

  /** `data` is one line of JSON. */
  send(event: string, data: string): void {
    this.#waiting = `event: ${event}\ndata: ${data}\n\n`;
    this.#flush();
  }

  /** Nothing more is written; a reader that does not take what is left is cut off. */
  end(): void {
    this.#stopTimers();
    if (this.#closed || this.#lingering !== undefined) return;
    this.response.end();
    this.#lingering = setTimeout(() => this.response.destroy(), lingerMs);
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopTimers();
    clearTimeout(this.#lingering);
    this.onClose();
  }

  #stopTimers(): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#lifetime);
  }

  get #writable(): boolean {
    return !this.response.writableNeedDrain && !this.response.writableEnded && !this.response.destroyed;
  }

  #beat(): void {
    if (this.#writable) this.response.write(': still here\n\n');
  }

  #flush(): void {
    if (this.#waiting === undefined || !this.#writable) return;
    const text = this.#waiting;
    this.#waiting = undefined;
    this.response.write(text);
  }
}
