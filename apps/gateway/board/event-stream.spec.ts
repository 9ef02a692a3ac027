import { type ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
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
  const stream = new EventStream(response as unknown as ServerResponse, { 'x-correlation-id': 'c' }, () => { closed = true; });
  return { response, stream, isClosed: () => closed };
};
const boards = (taken: readonly string[]) => taken.filter((text) => text.startsWith('event: board')).map((text) => text.split('data: ')[1]?.trim());

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
    expect(response.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-correlation-id': 'c' });
    response.destroy();
    await new Promise((resolve) => setImmediate(resolve));
    expect(isClosed()).toBe(true);
  });
});
