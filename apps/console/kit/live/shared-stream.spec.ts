import { beforeEach, describe, expect, it } from '@jest/globals';
import { shareStream } from './shared-stream.js';

/** Gives the lock when it is told to, to whoever is next, as a browser does that had decided so before it heard of an abort. */
class Locks {
  readonly #line: (() => Promise<unknown>)[] = [];
  #held: Promise<unknown> = Promise.resolve();

  request(_name: string, _options: object, lead: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve) => this.#line.push(() => lead().then(resolve)));
  }
  async give(): Promise<void> {
    const next = this.#line.shift();
    this.#held = this.#held.then(() => next?.());
    await Promise.race([this.#held, Promise.resolve()]);
  }
  get isFree(): Promise<boolean> {
    return Promise.race([this.#held.then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))]);
  }
}

const opened: { closed: boolean }[] = [];
class Source {
  closed = false;
  constructor() {
    opened.push(this);
  }
  addEventListener(): void {
    // Nothing comes in these tests.
  }
  close(): void {
    this.closed = true;
  }
}
const sharing = () =>
  shareStream({
    topic: 'sala test',
    address: '/board',
    event: 'board',
    look: () => Promise.resolve('read'),
    onValue: () => undefined,
    onState: () => undefined,
  });

describe('one stream for all tabs', () => {
  let locks: Locks;
  beforeEach(() => {
    locks = new Locks();
    opened.length = 0;
    Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
    Object.assign(globalThis, { EventSource: Source });
  });

  it('is opened by whoever has the lock, and closed when that one leaves', async () => {
    const one = sharing();
    await locks.give();
    expect(opened).toHaveLength(1);
    one.close();
    expect(opened[0]?.closed).toBe(true);
    expect(await locks.isFree).toBe(true);
  });

  it('is not opened by one that left while it was being given the lock: the next one has it', async () => {
    sharing().close();
    const next = sharing();
    await locks.give();
    expect(opened).toEqual([]);
    expect(await locks.isFree).toBe(true);
    await locks.give();
    expect(opened).toHaveLength(1);
    next.close();
  });
});
