import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { KeepSelfCheck, type OfferSelfCheck, type ReturnOf } from '#contracts';
import { RpcClient, withAsker } from '#messaging';
import { invalid, unavailable } from '#platform';
import { isForDataOnly } from './descriptions.js';
import { answerOffer } from './peer.js';
import { Session } from './session.js';

export type SessionLimits = {
  readonly ports: { readonly first: number; readonly last: number };
  readonly addresses: readonly string[];
  readonly atOnce: number;
  readonly windowMs: number;
};
export const sessionLimits = Symbol('SessionLimits');

/** Both directions, and what else takes its time; whatever is not over by then is ended. */
const mostMs = ({ windowMs }: SessionLimits): number => 2 * windowMs + 20_000;

/** A browser that has not come by then does not come. */
const connectMs = 15_000;

type Held = { readonly siteToken: string; readonly end: (because: 'begun-elsewhere' | 'late' | 'stopping') => void };

const isFreePort = async (port: number): Promise<boolean> => {
  const socket = createSocket('udp4');
  try {
    const bound = once(socket, 'listening');
    socket.bind(port);
    await bound;
    return true;
  } catch {
    return false;
  } finally {
    await new Promise<void>((resolve) => socket.close(() => resolve()));
  }
};

/** The self-checks that this replica holds: so many at once, one of a site, each with a port of its own and none for ever. */
@Injectable()
export class Sessions implements OnApplicationShutdown {
  readonly #logger = new Logger(Sessions.name);
  readonly #held = new Map<string, Held>();
  readonly #portsInUse = new Set<number>();
  /** Those for whom a port is being looked for. */
  #answering = 0;

  constructor(
    private readonly rpc: RpcClient,
    @Inject(sessionLimits) private readonly limits: SessionLimits,
  ) {}

  get count(): number {
    return this.#held.size;
  }

  /**
   * Answers a browser's offer and measures as soon as it is there.
   * @throws unavailable 'self-check-full', invalid 'self-check-offer'
   */
  async open(siteToken: string, offer: string): Promise<ReturnOf<typeof OfferSelfCheck>> {
    if (!isForDataOnly(offer)) throw invalid('self-check-offer');
    // Whoever reloads the page begins anew.
    for (const held of this.#held.values()) if (held.siteToken === siteToken) held.end('begun-elsewhere');
    const sessionId = `sess-${randomBytes(9).toString('hex')}`;
    if (this.#held.size + this.#answering >= this.limits.atOnce) throw unavailable('self-check-full');
    this.#answering += 1;
    const port = await this.#takePort().finally(() => {
      this.#answering -= 1;
    });
    if (port === undefined) throw unavailable('self-check-full');
    this.#held.set(sessionId, { siteToken, end: () => this.#release(sessionId, port) });
    try {
      const sdp = await this.#answer({ sessionId, siteToken, port, offer });
      const { addresses, ports } = this.limits;
      return { sessionId, sdp, at: { addresses: [...addresses], firstPort: ports.first, lastPort: ports.last } };
    } catch (cause) {
      this.#release(sessionId, port);
      this.#logger.warn(cause);
      throw invalid('self-check-offer', { cause });
    }
  }

  async onApplicationShutdown(): Promise<void> {
    for (const held of this.#held.values()) held.end('stopping');
  }

  async #answer({
    sessionId,
    siteToken,
    port,
    offer,
  }: {
    sessionId: string;
    siteToken: string;
    port: number;
    offer: string;
  }) {
    const { addresses, windowMs } = this.limits;
    const opened = Promise.withResolvers<boolean>();
    const its: { session?: Session } = {};
    const { line, answer } = await answerOffer(
      offer,
      { port, addresses },
      {
        opened: () => opened.resolve(true),
        told: (text) => its.session?.told(text),
        came: (bytes) => its.session?.came(bytes),
        closed: () => {
          opened.resolve(false);
          its.session?.end();
        },
      },
    );
    const current = new Session(line, { windowMs, nowMs: () => performance.now() });
    its.session = current;
    const late = setTimeout(() => this.#held.get(sessionId)?.end('late'), mostMs(this.limits));
    const unreached = setTimeout(() => opened.resolve(false), connectMs);
    this.#held.set(sessionId, {
      siteToken,
      end: (because) => {
        if (!current.isOver) line.tell(JSON.stringify({ say: 'ended', because }));
        opened.resolve(false);
        current.end();
      },
    });
    void opened.promise
      .then(async (isOpen) => {
        if (isOpen) await this.#run(current, { siteToken, sessionId });
      })
      .catch((error: unknown) => this.#logger.error(error))
      .finally(async () => {
        clearTimeout(late);
        clearTimeout(unreached);
        current.end();
        await line.close().catch((error: unknown) => this.#logger.warn(error));
        this.#release(sessionId, port);
      });
    return answer;
  }

  async #run(current: Session, of: { readonly siteToken: string; readonly sessionId: string }): Promise<void> {
    const measurement = await current.measure();
    if (measurement === undefined) return;
    // Sala says what it has measured itself, not whoever holds the link.
    const { verdict, reasons, measured, limits } = await withAsker({ kind: 'system' }, () =>
      this.rpc.call(KeepSelfCheck, { ...of, ...measurement }),
    );
    await current.result({ verdict, reasons, measured, limits });
  }

  /** The first of two, which neither this replica nor another program has. */
  async #takePort(): Promise<number | undefined> {
    const { first, last } = this.limits.ports;
    for (let port = first; port < last; port += 2) {
      if (this.#portsInUse.has(port)) continue;
      this.#portsInUse.add(port);
      if (await isFreePort(port)) return port;
      this.#portsInUse.delete(port);
    }
    return undefined;
  }

  #release(sessionId: string, port: number): void {
    this.#held.delete(sessionId);
    this.#portsInUse.delete(port);
  }
}
