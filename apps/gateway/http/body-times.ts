import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { invalid, unavailable } from '#platform';
import { type BodyLimits, lateAs } from './body-limits.js';

export const bodyLimitsToken = Symbol('BodyLimits');

type Way = {
  readonly response: ServerResponse;
  isFile: boolean;
  begunAt: number;
  movedAt: number;
  bytes: number;
  readonly given: AbortController;
};

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Which bodies are on their way, and how long they are waited for. A file has its own time once it is known who sends it:
 * whoever may send none holds a connection no longer than with anything else.
 */
@Injectable()
export class BodyTimes implements BeforeApplicationShutdown {
  readonly #ways = new Map<IncomingMessage, Way>();
  #server: Server | undefined;
  #isStopping = false;

  constructor(@Inject(bodyLimitsToken) private readonly limits: BodyLimits) {}

  /** Follows each request from its first moment, also one that no route takes. */
  follow(server: Server): void {
    this.#server = server;
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
      if (!hasBody(request)) return;
      const now = performance.now();
      const bytes = request.socket.bytesRead;
      const given = new AbortController();
      this.#ways.set(request, { response, isFile: false, begunAt: now, movedAt: now, bytes, given });
    });
    const timer = setInterval(() => this.#check(), this.limits.checkEveryMs).unref();
    server.once('close', () => clearInterval(timer));
  }

  /** From now on it is waited for as a file is; the signal says with an AppError that it is no longer. */
  asFile(request: IncomingMessage): AbortSignal {
    const way = this.#ways.get(request);
    // One that is whole already is waited for no more.
    if (way === undefined) return new AbortController().signal;
    way.isFile = true;
    way.movedAt = performance.now();
    return way.given.signal;
  }

  /** Whoever stops waits for no file: it is sent again to another replica, or a moment later. */
  beforeApplicationShutdown(): void {
    this.#isStopping = true;
    for (const { isFile, given } of this.#ways.values())
      if (isFile) given.abort(unavailable('service-unavailable', { why: 'the gateway stops' }));
  }

  #check(): void {
    const now = performance.now();
    for (const [request, way] of this.#ways) {
      const { socket } = request;
      if (request.complete || socket.destroyed) {
        this.#ways.delete(request);
        continue;
      }
      // What waits here to be taken is no delay of the sender's.
      if (socket.bytesRead !== way.bytes || request.readableLength > 0) way.movedAt = now;
      way.bytes = socket.bytesRead;
      const isAnswered = way.response.writableEnded;
      if (isAnswered && this.#isStopping) socket.destroySoon();
      if (isAnswered && way.isFile) [way.isFile, way.begunAt] = [false, now];
      const late = lateAs(way, now, this.limits);
      if (late === undefined) continue;
      if (way.isFile) {
        way.given.abort(invalid(late));
        continue;
      }
      this.#ways.delete(request);
      if (way.response.headersSent) socket.destroy();
      else this.#server?.emit('clientError', Object.assign(new Error(late), { code: timedOut }), socket);
    }
  }
}

/** As Node says it of what it has no patience with itself. */
const timedOut = 'ERR_HTTP_REQUEST_TIMEOUT';
