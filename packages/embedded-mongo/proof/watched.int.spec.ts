import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { deserialize } from 'bson';
import { startEmbeddedMongo } from '../index.js';
import { message, RawClient } from './raw-client.js';
import { refusal, serve, type Served } from './served.js';

const EXHAUST_ALLOWED = 1 << 16;

describe('a client that watches the server', () => {
  let served: Served;
  let raw: RawClient;
  beforeEach(async () => {
    served = await serve();
    raw = await RawClient.open(served.server.port);
  });
  afterEach(async () => {
    raw.close();
    await served.stop();
  });
  const known = async () => (await raw.command({ hello: 1, $db: 'admin' }))?.topologyVersion as object;
  const waiting = (topologyVersion: object, maxAwaitTimeMS = 20) => ({
    hello: 1,
    maxAwaitTimeMS,
    topologyVersion,
    $db: 'admin',
  });

  it('is answered when its time is over, and others meanwhile', async () => {
    const topologyVersion = await known();
    const other = await RawClient.open(served.server.port);
    const order: string[] = [];
    const waits = raw.command(waiting(topologyVersion, 100)).then((reply) => order.push(`hello ${reply?.ok}`));
    await other.command({ ping: 1, $db: 'admin' }).then((reply) => order.push(`ping ${reply?.ok}`));
    await waits;
    expect(order).toEqual(['ping 1', 'hello 1']);
    other.close();
  });

  it('is answered again and again, each time to the answer before, when it takes that', async () => {
    raw.socket.write(message(waiting(await known()), EXHAUST_ALLOWED));
    let before = 1;
    for (let answer = 0; answer < 4; answer += 1) {
      const whole = await raw.whole();
      expect(whole?.readInt32LE(8)).toBe(before);
      expect(whole?.readInt32LE(16)).toBe(2);
      expect(deserialize(whole!.subarray(21))).toMatchObject({ ok: 1, isWritablePrimary: true });
      before = whole!.readInt32LE(4);
    }
  });

  it('that has heard of another process is answered at once, and once', async () => {
    const { topologyVersion } = await served.db.admin().command({ hello: 1 });
    const other = await startEmbeddedMongo({ memory: true });
    const elsewhere = await RawClient.open(other.port);
    elsewhere.socket.write(message(waiting(topologyVersion, 600_000), EXHAUST_ALLOWED));
    expect((await elsewhere.whole())?.readInt32LE(16)).toBe(0);
    elsewhere.close();
    await other.stop();
  });

  it.each([{ maxAwaitTimeMS: 20 }, { topologyVersion: {} }])('is refused with half of it: %j', async (half) => {
    expect(await refusal(served.db.admin().command({ hello: 1, ...half }))).toMatchObject({ code: 31368 });
  });

  it('that asks for a time that is none is refused once, not again and again', async () => {
    for (const wrong of [-1, Infinity, NaN, '20']) {
      raw.socket.write(message({ ...waiting(await known()), maxAwaitTimeMS: wrong }, EXHAUST_ALLOWED));
      const whole = await raw.whole();
      expect(whole?.readInt32LE(16)).toBe(0);
      expect(deserialize(whole!.subarray(21))).toMatchObject({ ok: 0 });
    }
  });

  it('that sends what can’t be read is refused, and the server stands', async () => {
    const broken = message({ ...waiting(await known()), nothing: null });
    // The deprecated type undefined: sound BSON, which no command takes.
    broken[broken.indexOf('nothing') - 1] = 0x06;
    raw.socket.write(broken);
    expect(await raw.reply()).toMatchObject({ ok: 0 });
    expect(await raw.command({ ping: 1, $db: 'admin' })).toMatchObject({ ok: 1 });
  });

  it('learns of the server’s end as it ends, without asking', async () => {
    const ending = await serve();
    const failed = once(ending.client, 'serverHeartbeatFailed');
    await ending.server.stop();
    await failed;
    await ending.client.close();
  });

  it('finds a server again that was away for a moment, whatever was on its way', async () => {
    const { client, server } = await serve();
    const db = client.db('proof');
    let current = server;
    for (let time = 0; time < 20; time += 1) {
      const onTheirWay = Array.from({ length: 10 }, () =>
        db
          .collection('things')
          .findOne({})
          .catch(() => null),
      );
      await current.stop();
      current = await startEmbeddedMongo({ memory: true, port: server.port });
      await Promise.all(onTheirWay);
      expect(await db.command({ ping: 1 })).toMatchObject({ ok: 1 });
    }
    await client.close();
    await current.stop();
  });
});
