import { type ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { EventStream } from './event-stream.js';

/** A response whose reader takes one piece at a time, when told to. */
class SlowResponse extends Writable {
  readonly taken: string[] = [];
  headers: unknown;
  #next: (() => void) | undefined;

  constructor() {
    super({ highWaterMark: 8, decodeStrings: false });
  }

  writeHead(_status: number, headers: unknown): void {
    this.headers = headers;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.taken.push(chunk);
    this.#next = done;
  }

  async read(): Promise<void> {
    const next = this.#next;
    this.#next = undefined;
    next?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const open = () => {
  const response = new SlowResponse();
  let closed = false;
  const stream = new EventStream(response as unknown as ServerResponse, { 'x-correlation-id': 'c' }, () => {
    closed = true;
  });
  return { response, stream, isClosed: () => closed };
};
const boards = (taken: readonly string[]) =>
  taken.filter((text) => text.startsWith('event: board')).map((text) => text.split('data: ')[1]?.trim());

describe('an event stream', () => {
  it('gives a reader that is slow the last value, not each that came meanwhile', async () => {
    const { response, stream } = open();
    for (const value of ['1', '2', '3']) stream.send('board', value);
    expect(boards(response.taken)).toEqual([]);
    for (let index = 0; index < 6; index += 1) await response.read();
    expect(boards(response.taken)).toEqual(['3']);
    stream.send('board', '4');
    for (let index = 0; index < 6; index += 1) await response.read();
    expect(boards(response.taken)).toEqual(['3', '4']);
    response.destroy();
  });

  it('says what it is, is kept nowhere, and tells when it is closed', async () => {
    const { response, isClosed } = open();
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-correlation-id': 'c',
    });
    response.destroy();
    await new Promise((resolve) => setImmediate(resolve));
    expect(isClosed()).toBe(true);
  });

  describe('whose reader takes nothing', () => {
    afterEach(() => void jest.useRealTimers());
    const stuck = () => {
      jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
      const opened = open();
      const errors: unknown[] = [];
      opened.response.on('error', (error) => errors.push(error));
      opened.stream.send('board', 'x'.repeat(100));
      return { ...opened, errors };
    };
    const settle = () => new Promise((resolve) => setImmediate(resolve));

    it.each([
      ['it is ended', (stream: EventStream) => stream.end()],
      ['it is ended twice', (stream: EventStream) => (stream.end(), stream.end())],
      ['its lifetime is over', () => void jest.advanceTimersByTime(10 * 60_000)],
    ])('is cut off soon after %s, and nothing is written from then on', async (_when, end) => {
      const { stream, response, errors, isClosed } = stuck();
      end(stream);
      stream.send('board', '2');
      jest.advanceTimersByTime(60_000);
      await settle();
      expect({ errors, closed: isClosed(), destroyed: response.destroyed, timers: jest.getTimerCount() }).toEqual({
        errors: [],
        closed: true,
        destroyed: true,
        timers: 0,
      });
    });

    it('hoards no heartbeats', () => {
      const { response, stream } = stuck();
      const waiting = response.writableLength;
      jest.advanceTimersByTime(5 * 60_000);
      expect(response.writableLength).toBe(waiting);
      stream.end();
      response.destroy();
    });

    it('and whose connection breaks ends no process', async () => {
      const { response, isClosed } = open();
      response.destroy(new Error('reset by the reader'));
      await settle();
      expect(isClosed()).toBe(true);
    });

    it('and that was gone before it began leaves nothing running', async () => {
      jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
      const response = new SlowResponse();
      response.destroy();
      await settle();
      let closed = 0;
      const stream = new EventStream(response as unknown as ServerResponse, {}, () => {
        closed += 1;
      });
      stream.send('board', '1');
      stream.end();
      await settle();
      expect({ closed, timers: jest.getTimerCount() }).toEqual({ closed: 1, timers: 0 });
    });
  });
});
