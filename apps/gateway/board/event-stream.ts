import { type ServerResponse } from 'node:http';

/** A comment that keeps proxies from closing a silent stream. */
const heartbeatMs = 15_000;
/** After this the browser connects anew, and is asked anew who it is. */
const lifetimeMs = 10 * 60_000;

/**
 * Server-sent events (HTML Living Standard, section 9.2) on a raw response. A reader that is slow misses values between,
 * never the last one.
 */
export class EventStream {
  #waiting: string | undefined;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #lifetime: NodeJS.Timeout;

  constructor(
    private readonly response: ServerResponse,
    headers: Readonly<Record<string, string>>,
    onClose: () => void,
  ) {
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    response.write('retry: 2000\n\n');
    this.#heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
    this.#lifetime = setTimeout(() => this.end(), lifetimeMs);
    response.on('drain', () => this.#flush());
    response.on('close', () => {
      clearInterval(this.#heartbeat);
      clearTimeout(this.#lifetime);
      onClose();
    });
  }

  /** `data` is one line of JSON. */
  send(event: string, data: string): void {
    this.#waiting = `event: ${event}\ndata: ${data}\n\n`;
    this.#flush();
  }

  end(): void {
    this.response.end();
  }

  #flush(): void {
    if (this.#waiting === undefined || this.response.writableNeedDrain || this.response.writableEnded) return;
    const text = this.#waiting;
    this.#waiting = undefined;
    this.response.write(text);
  }
}
