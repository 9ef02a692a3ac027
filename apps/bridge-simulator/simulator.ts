import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Api } from './api.js';
import { carryOut, Faults, Order } from './control.js';
import { Hooks } from './hooks.js';
import { Rooms } from './rooms.js';

export type SimulatorSettings = {
  readonly port: number;
  /** Shared with whoever uses the API. */
  readonly secret: string;
  /** Of whoever orders what happens. */
  readonly controlKey: string;
};
export type RunningSimulator = {
  /** Of the API. */
  readonly url: string;
  readonly controlUrl: string;
  readonly stop: () => Promise<void>;
};

const apiPath = '/bigbluebutton/api/';
const mostBytes = 100_000;

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  let text = '';
  for await (const piece of request) {
    text += String(piece);
    if (text.length > mostBytes) throw new Error('too long');
  }
  return JSON.parse(text);
};

const isKey = (given: string | undefined, key: string): boolean => {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(`Bearer ${key}`)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const send = (response: ServerResponse, status: number, type: string, text: string): void =>
  void response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(text);

/** A conference bridge that nobody calls by video: BigBlueButton's API over rooms in memory, with faults to order. Loopback only. */
export class Simulator {
  readonly #rooms: Rooms;
  readonly #hooks: Hooks;
  readonly #faults = new Faults();
  readonly #api: Api;

  constructor(private readonly settings: SimulatorSettings) {
    this.#hooks = new Hooks(settings.secret);
    this.#rooms = new Rooms((happened) => this.#hooks.tell(happened));
    this.#api = new Api(this.#rooms, this.#hooks, settings.secret);
  }

  async start(): Promise<RunningSimulator> {
    const server: Server = createServer((request, response) => {
      void this.#handle(request, response).catch(() => send(response, 400, 'text/plain', 'not understood'));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.settings.port, '127.0.0.1', resolve);
    });
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return {
      url: `${origin}/bigbluebutton/api`,
      controlUrl: `${origin}/control`,
      stop: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          // Those that were frozen too.
          server.closeAllConnections();
        }),
    };
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname === '/health') return send(response, 200, 'text/plain', 'ready');
    if (pathname === '/control') return this.#control(request, response);
    if (!pathname.startsWith(apiPath)) return send(response, 404, 'text/plain', 'not here');
    if (this.#faults.frozen) return;
    if (this.#faults.slowMs > 0) await pause(this.#faults.slowMs);
    if (this.#faults.error === 'http') return send(response, 502, 'text/html', '<h1>Bad Gateway</h1>');
    if (this.#faults.error === 'garbage') return send(response, 200, 'text/html', '<html><p>Maintenance');
    const { type, text } = this.#api.answer(pathname.slice(apiPath.length), search.slice(1));
    send(response, 200, type, text);
  }

  async #control(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isKey(request.headers.authorization, this.settings.controlKey))
      return send(response, 401, 'text/plain', 'the key is missing or wrong');
    if (request.method === 'GET') return send(response, 200, 'application/json', JSON.stringify(this.#rooms.all()));
    const order = Order.safeParse(await bodyOf(request));
    if (!order.success) return send(response, 422, 'application/json', JSON.stringify(order.error.issues));
    const done = carryOut(order.data, this.#rooms, this.#hooks, this.#faults);
    send(response, done ? 200 : 409, 'application/json', JSON.stringify({ done }));
  }
}
