import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ApiProblem } from '../data/ask.js';
import { connect, type Stream } from './connection.js';

class FakeStream implements Stream {
  readyState = 0;
  readonly #listeners = new Map<string, (event: { data?: string }) => void>();

  addEventListener(name: string, listener: (event: { data?: string }) => void): void {
    this.#listeners.set(name, listener);
  }
  tell(value: unknown): void {
    this.readyState = 1;
    this.#listeners.get('board')?.({ data: JSON.stringify(value) });
  }
  fail(forGood: boolean): void {
    this.readyState = forGood ? 2 : 0;
    this.#listeners.get('error')?.({});
  }
  close(): void {
    this.readyState = 2;
  }
}

const refused = (status: number) =>
  new ApiProblem({ type: 'about:blank', title: '', detail: '', status, code: 'x', correlationId: '' });

describe('the live connection', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const start = (look: () => Promise<unknown> = () => Promise.resolve('read')) => {
    const streams: FakeStream[] = [];
    const told: unknown[] = [];
    const connection = connect({
      open: () => {
        const stream = new FakeStream();
        streams.push(stream);
        return stream;
      },
      event: 'board',
      look,
      onValue: (value) => told.push(value),
      onState: (live) => told.push(live),
    });
    return { streams, told, connection };
  };

  it('tells what comes, and that it is live', () => {
    const { streams, told } = start();
    streams[0]?.tell({ total: 1 });
    expect(told).toEqual([{ total: 1 }, true]);
  });

  it('leaves it to the browser to connect again where the browser does', async () => {
    const { streams, told } = start();
    streams[0]?.fail(false);
    await jest.advanceTimersByTimeAsync(60_000);
    expect([streams.length, told]).toEqual([1, [false]]);
  });

  it('reads what was missed and opens another stream where the browser gave it up', async () => {
    const { streams, told } = start();
    streams[0]?.fail(true);
    await jest.advanceTimersByTimeAsync(500);
    streams[1]?.tell('new');
    expect(told).toEqual([false, 'read', 'new', true]);
  });

  it('waits longer each time that it fails', async () => {
    const { streams } = start();
    for (const pause of [500, 1000, 2000, 4000]) {
      const before = streams.length;
      streams.at(-1)?.fail(true);
      await jest.advanceTimersByTimeAsync(pause - 1);
      expect(streams.length).toBe(before);
      await jest.advanceTimersByTimeAsync(1);
      expect(streams.length).toBe(before + 1);
    }
    streams.at(-1)?.tell('x');
    streams.at(-1)?.fail(true);
    await jest.advanceTimersByTimeAsync(500);
    expect(streams.length).toBe(6);
  });

  it.each([
    [503, true],
    [404, false],
    [403, false],
  ])('goes on after a refusal by %s: %s', async (status, goesOn) => {
    let looks = 0;
    const { streams } = start(() => {
      looks += 1;
      return Promise.reject(refused(status));
    });
    streams[0]?.fail(true);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(looks > 1).toBe(goesOn);
  });

  it('does nothing more once it is closed', async () => {
    const { streams, told, connection } = start();
    streams[0]?.fail(true);
    connection.close();
    await jest.advanceTimersByTimeAsync(60_000);
    streams[0]?.tell('late');
    expect([streams.length, told]).toEqual([1, [false]]);
  });
});
