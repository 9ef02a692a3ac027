import { type SelfCheckMeasured, type SelfCheckSaid, type SelfCheckUdp } from '#contracts';
import { type Arrival, figuresOf, PacedSender, readPacket, roundTripOf, type Sent, writePacket } from '#link-probe';
import { type FromBrowser, readControl } from './control.js';
import { type Line } from './peer.js';
import { Pings } from './pings.js';

/** How long a browser may take over what it ought to do at once; longer, and nothing moves on. */
const patienceMs = 8_000;
/** What was sent last is still under way for so long. */
const tailMs = 800;
const stepMs = 10;
const pingMs = 100;
/** A message that loses its way is told again; a browser knows it by its step. */
const againMs = 700;
/** No window has more; who sends more is not measured. */
const mostArrivals = 8_000;
const mostMessages = 40;

export type Measurement = {
  readonly udp: Exclude<SelfCheckUdp, 'blocked'>;
  readonly said: SelfCheckSaid;
  readonly measured: SelfCheckMeasured;
};
type Options = { readonly windowMs: number; readonly nowMs: () => number };

/** One self-check over one connection: first what comes up is counted, then the browser counts what goes down. */
export class Session {
  readonly #pings: Pings;
  readonly #said = new Map<FromBrowser['say'], FromBrowser>();
  readonly #waiting = new Map<FromBrowser['say'], () => void>();
  readonly #ended = Promise.withResolvers<undefined>();
  #arrivals: Arrival[] | undefined;
  #messages = 0;
  #step = 0;
  #isOver = false;

  constructor(
    private readonly line: Line,
    private readonly options: Options,
  ) {
    this.#pings = new Pings(options.nowMs, line.send);
  }

  /** What a browser says; nonsense, or too much of it, ends the session. */
  told(text: string): void {
    const message = readControl(text);
    this.#messages += 1;
    if (message === undefined || message.say === 'stop' || this.#messages > mostMessages) return this.end();
    if (!this.#said.has(message.say)) this.#said.set(message.say, message);
    this.#waiting.get(message.say)?.();
  }

  came(bytes: Uint8Array): void {
    const packet = readPacket(bytes);
    if (packet?.flow === 'pong') this.#pings.pong(packet);
    else if (packet !== undefined && this.#arrivals !== undefined && this.#arrivals.length < mostArrivals)
      this.#arrivals.push({ ...packet, atMs: this.options.nowMs() });
  }

  end(): void {
    this.#isOver = true;
    this.#ended.resolve(undefined);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Nothing where the session ended before it was over. */
  async measure(): Promise<Measurement | undefined> {
    const ready = await this.#hear('ready', patienceMs);
    if (ready === undefined) return undefined;
    const { windowMs } = this.options;
    const pinging = setInterval(() => this.#pings.ping(), pingMs);
    try {
      const up = await this.#up(windowMs);
      const { down, hidden } = await this.#down(windowMs);
      if (this.#isOver) return undefined;
      const roundTrip = roundTripOf(this.#pings.times);
      const hung = down === undefined || up.received === 0;
      return {
        udp: hung ? 'hung' : 'reached',
        said: { ...ready.said, hidden: ready.said.hidden || hidden },
        measured: {
          up: { ...up, countedBy: 'sala' },
          ...(down !== undefined && { down: { ...down, countedBy: 'browser' } }),
          ...(roundTrip !== undefined && { roundTrip }),
        },
      };
    } finally {
      clearInterval(pinging);
    }
  }

  /** What came of it, for as long as the browser has not said that it knows. */
  async result(result: object): Promise<void> {
    await this.#tell({ say: 'result', ...result }, 'thanks', patienceMs);
  }

  async #up(windowMs: number) {
    this.#arrivals = [];
    const said = await this.#tell({ say: 'send', windowMs }, 'sent', windowMs + patienceMs);
    await this.#pause(tailMs);
    const arrivals = this.#arrivals;
    this.#arrivals = undefined;
    return figuresOf(arrivals, said?.sent ?? guessSent(arrivals));
  }

  async #down(windowMs: number) {
    const stop = this.#repeat({ say: 'receive', windowMs });
    const sender = new PacedSender(windowMs, {
      nowMs: this.options.nowMs,
      waiting: this.line.waiting,
      send: (flow, number) => this.line.send(writePacket({ flow, number, sentAtMs: this.options.nowMs() })),
    });
    const over = Promise.withResolvers<undefined>();
    const sending = setInterval(() => {
      if (sender.step()) over.resolve(undefined);
    }, stepMs);
    await Promise.race([over.promise, this.#ended.promise]);
    clearInterval(sending);
    stop();
    await this.#pause(tailMs);
    const received = await this.#tell({ say: 'sent', sent: sender.sent }, 'received', patienceMs);
    return { down: received?.flow, hidden: received?.hidden ?? false };
  }

  /** Tells it until it is answered, the time is over or the session is. */
  async #tell<Say extends FromBrowser['say']>(message: object, answer: Say, withinMs: number) {
    const stop = this.#repeat(message);
    try {
      return await this.#hear(answer, withinMs);
    } finally {
      stop();
    }
  }

  #repeat(message: object): () => void {
    const text = JSON.stringify({ ...message, step: ++this.#step });
    this.line.tell(text);
    const again = setInterval(() => this.line.tell(text), againMs);
    return () => clearInterval(again);
  }

  async #hear<Say extends FromBrowser['say']>(
    say: Say,
    withinMs: number,
  ): Promise<Extract<FromBrowser, { say: Say }> | undefined> {
    const heard = Promise.withResolvers<undefined>();
    this.#waiting.set(say, () => heard.resolve(undefined));
    if (!this.#said.has(say) && !this.#isOver) await this.#within(withinMs, heard.promise);
    this.#waiting.delete(say);
    const message = this.#said.get(say);
    return this.#isOver ? undefined : (message as Extract<FromBrowser, { say: Say }> | undefined);
  }

  #pause(ms: number): Promise<void> {
    return this.#within(ms, new Promise(() => undefined));
  }

  async #within(ms: number, what: Promise<undefined>): Promise<void> {
    const late = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => late.resolve(undefined), ms);
    await Promise.race([what, late.promise, this.#ended.promise]);
    clearTimeout(timer);
  }
}

/** Where a browser never said how much it sent: at least as much as the highest numbers that came. */
const guessSent = (arrivals: readonly Arrival[]): Sent => {
  const upTo = (flow: 'voice' | 'picture') =>
    arrivals.reduce((most, each) => (each.flow === flow ? Math.max(most, each.number + 1) : most), 0);
  return { voice: Math.min(upTo('voice'), 50_000), picture: Math.min(upTo('picture'), 50_000), held: 0 };
};
