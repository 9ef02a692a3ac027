import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startEmbeddedMongo, type EmbeddedMongo } from '../index.js';
import { message, RawClient } from './raw-client.js';

const MUTATED_MESSAGES = 10_000;

describe('robust against whatever comes over the wire', () => {
  let server: EmbeddedMongo;
  const logged: string[] = [];
  beforeAll(async () => {
    server = await startEmbeddedMongo({ memory: true, log: (line) => logged.push(line) });
  });
  afterAll(() => server.stop());

  const answers = async () => {
    const client = await RawClient.open(server.port);
    expect(await client.command({ ping: 1, $db: 'admin' })).toMatchObject({ ok: 1 });
    client.close();
  };

  it(`lives through ${MUTATED_MESSAGES} mutated messages and still answers`, async () => {
    const originals = [
      message({ ping: 1, $db: 'admin' }),
      message({ hello: 1, $db: 'admin', client: { driver: { name: 'x' } } }),
      message({ insert: 'fuzz', documents: [{ a: 1, b: 'text', c: [1, 2, { d: null }] }], $db: 'fuzz' }),
      message({ find: 'fuzz', filter: { a: { $gt: 0 }, b: /t/ }, sort: { a: 1 }, limit: 3, $db: 'fuzz' }),
      message({
        update: 'fuzz',
        updates: [{ q: { a: 1 }, u: { $set: { b: 2 }, $push: { c: 3 } }, upsert: true }],
        $db: 'fuzz',
      }),
      message({ delete: 'fuzz', deletes: [{ q: { a: 5 }, limit: 1 }], $db: 'fuzz' }),
      message({
        aggregate: 'fuzz',
        pipeline: [{ $match: { a: 1 } }, { $group: { _id: '$b', n: { $sum: 1 } } }],
        cursor: {},
        $db: 'fuzz',
      }),
      message({ createIndexes: 'fuzz', indexes: [{ key: { a: 1 }, name: 'a_1' }], $db: 'fuzz' }),
      message({ findAndModify: 'fuzz', query: { a: 1 }, update: { $inc: { a: 1 } }, $db: 'fuzz' }),
      message({ getMore: 5n as unknown as number, collection: 'fuzz', $db: 'fuzz' }),
    ];
    const mutated = fc
      .tuple(
        fc.constantFrom(...originals),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.option(fc.nat(), { freq: 4 }),
      )
      .map(([original, changes, cut]) => {
        const bytes = Buffer.from(original);
        for (const [place, value] of changes) bytes[place % bytes.length] = value;
        const end = cut === null ? bytes.length : cut % bytes.length;
        // Mostly with a true length, so that the mutation gets past the framing.
        if (changes[0]![1] % 4 !== 0 && end >= 4) bytes.writeInt32LE(end, 0);
        return bytes.subarray(0, end);
      });
    let client = await RawClient.open(server.port);
    let ended = 0;
    for (const bytes of fc.sample(mutated, { numRuns: MUTATED_MESSAGES, seed: 2559 })) {
      if (client.isClosed) {
        ended++;
        client = await RawClient.open(server.port);
      }
      // A ping behind the message: either it is answered, or the connection was ended.
      client.socket.write(bytes);
      const whole = bytes.length >= 16 && bytes.readInt32LE(0) === bytes.length;
      const noAnswer =
        whole && bytes.readInt32LE(12) === 2013 && bytes.length > 20 && (bytes.readInt32LE(16) & 2) !== 0;
      if (whole && !noAnswer) {
        await client.reply();
      } else {
        client.close();
        client = await RawClient.open(server.port);
      }
    }
    client.close();
    await answers();
    expect(ended).toBeGreaterThan(100);
    expect(logged.filter((line) => line.includes('a command failed'))).toEqual([]);
  }, 120_000);

  it.each([
    ['text', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['a message said to be larger than any', Buffer.from([0, 0, 0, 0x7f, ...new Array<number>(12).fill(0)])],
    ['a negative length', Buffer.from([255, 255, 255, 255, ...new Array<number>(12).fill(0)])],
  ])('ends a connection that sends %s, with a log line', async (_, bytes) => {
    const before = logged.length;
    const client = await RawClient.open(server.port);
    client.socket.write(bytes);
    expect(await client.reply()).toBeUndefined();
    expect(logged.length).toBe(before + 1);
    expect(logged.at(-1)).toMatch(/^connection \d+ from 127\.0\.0\.1:\d+ ended: /);
    await answers();
  });

  it('ends a connection that goes away in the middle of a message', async () => {
    const client = await RawClient.open(server.port);
    client.socket.write(message({ ping: 1, $db: 'admin' }).subarray(0, 20));
    client.close();
    await answers();
  });

  it('works off pipelined messages in their order', async () => {
    const client = await RawClient.open(server.port);
    client.socket.write(
      Buffer.concat(
        Array.from({ length: 50 }, (_, n) => message({ insert: 'piped', documents: [{ _id: n }], $db: 'robust' })),
      ),
    );
    client.socket.write(message({ count: 'piped', $db: 'robust' }));
    for (let n = 0; n < 50; n++) expect(await client.reply()).toMatchObject({ n: 1, ok: 1 });
    expect(await client.reply()).toMatchObject({ n: 50 });
    client.close();
  });

  it('serves 1,000 connections at once', async () => {
    const clients = await Promise.all(Array.from({ length: 1000 }, () => RawClient.open(server.port)));
    const replies = await Promise.all(
      clients.map((client, n) => client.command({ insert: 'many', documents: [{ _id: n }], $db: 'robust' })),
    );
    expect(replies.every((reply) => reply?.ok === 1)).toBe(true);
    expect(await clients[0]!.command({ count: 'many', $db: 'robust' })).toMatchObject({ n: 1000 });
    for (const client of clients) client.close();
  }, 60_000);

  it('is not held back by a client that does not read', async () => {
    const filler = await RawClient.open(server.port);
    for (let n = 0; n < 8; n++)
      await filler.command({ insert: 'large', documents: [{ _id: n, s: 'x'.repeat(4_000_000) }], $db: 'robust' });
    const slow = await RawClient.open(server.port);
    slow.socket.pause();
    // Far more than a socket holds: without back-pressure the answers would pile up in the server.
    const before = process.memoryUsage().rss;
    for (let n = 0; n < 40; n++) slow.socket.write(message({ find: 'large', singleBatch: true, $db: 'robust' }));
    for (let n = 0; n < 200; n++) expect(await filler.command({ ping: 1, $db: 'admin' })).toMatchObject({ ok: 1 });
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
    slow.socket.resume();
    expect((await slow.reply())!.cursor.firstBatch).toHaveLength(4);
    slow.close();
    filler.close();
  }, 60_000);
});
