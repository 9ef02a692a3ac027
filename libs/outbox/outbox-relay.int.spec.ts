import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import mongoose, { type Connection, type Model } from 'mongoose';
import { type EventEnvelope, MeetingCancelled } from '#contracts';
import { Consumers, Continuity, declareStreams, defaultLimits, eventStream, NatsLink } from '#messaging';
import { type Aggregate, aggregateSchema, connectMongo, insertAggregate, Leases, pendingEvent } from '#persistence';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { MongoMemory } from './mongo-memory.js';
import { OutboxRelay } from './outbox-relay.js';
import { outboxOf, type OutboxSource } from './outbox-source.js';

const sweepMs = 20;
type Thing = Aggregate & { readonly said: string };
const thingSchema = aggregateSchema<Thing>({ said: { type: String, required: true } });
let thingCount = 0;

// Real servers on a busy machine: a test fails by its conditions, not by the default five seconds.
jest.setTimeout(30_000);

describe('the outbox relay', () => {
  let nats: RunningServer;
  let link: NatsLink;
  let mongo: RunningMongo;
  let connection: Connection;
  let things: Model<Thing>;
  let outbox: OutboxSource;
  let continuity: Continuity;
  const relays: OutboxRelay[] = [];
  const newRelay = (everyMs = sweepMs) => {
    const relay = new OutboxRelay(link, () => [outbox], continuity, everyMs);
    relays.push(relay);
    return relay;
  };
  /** What a service does: state and events in one write. The relay is not told. */
  const write = async (eventCount: number): Promise<string> => {
    const id = `thing-${(thingCount += 1)}`;
    const events = Array.from({ length: eventCount }, (_, index) =>
      pendingEvent({
        contract: MeetingCancelled,
        aggregateId: id,
        revision: index + 1,
        data: MeetingCancelled.example,
        now: new Date('2016-11-10T02:00:00Z'),
      }),
    );
    await insertAggregate(things, { _id: id, said: 'hello' }, events);
    return id;
  };
  const published = async (aggregateId: string): Promise<number[]> => {
    const revisions: number[] = [];
    const { last_seq: last } = (await link.jsm.streams.info(eventStream)).state;
    for (let seq = 1; seq <= last; seq += 1) {
      const event = (await link.jsm.streams.getMessage(eventStream, { seq }))?.json<EventEnvelope>();
      if (event?.aggregateId === aggregateId) revisions.push(event.revision);
    }
    return revisions;
  };
  const allPublished = () => eventually(async () => (await outbox.countPending()) === 0);

  beforeAll(async () => {
    Logger.overrideLogger(false);
    nats = await startNats();
    mongo = await startMongo();
    link = await NatsLink.open('relay', nats.url);
    await declareStreams(link.jsm, defaultLimits);
    connection = await connectMongo(mongo.url, mongo.database());
    things = connection.model<Thing>('Thing', thingSchema);
    await things.init();
    const memory = new MongoMemory('registration', link, { connection, leases: new Leases(connection) }, () => [
      things as unknown as Model<Aggregate>,
    ]);
    continuity = new Continuity(link, new Consumers('registration', link, 10_000), memory, {
      everyMs: 200,
      keepMs: defaultLimits.keepMs,
      declare: () => declareStreams(link.jsm, defaultLimits),
    });
    await continuity.start();
  });
  beforeEach(async () => {
    await things.deleteMany({});
    outbox = outboxOf(things as unknown as Model<Aggregate>);
  });
  afterEach(async () => {
    for (const relay of relays.splice(0)) await relay.stop();
  });
  afterAll(async () => {
    await continuity.stop();
    await link.close();
    await connection.close();
    await mongo.stop();
    await nats.stop();
  });

  it('publishes what a service wrote and crashed before publishing, when it is started again', async () => {
    const thing = await write(1);
    newRelay();
    await allPublished();
    expect(await published(thing)).toEqual([1]);
  });

  it('publishes at a nudge, without waiting for the sweep', async () => {
    const relay = newRelay(3_600_000);
    const thing = await write(1);
    relay.nudge(things);
    await allPublished();
    expect(await published(thing)).toEqual([1]);
  });

  it('publishes more than a batch at one nudge', async () => {
    const relay = newRelay(3_600_000);
    for (let each = 0; each < 250; each += 1) await write(1);
    relay.nudge();
    await allPublished();
  });

  it('counts events, not aggregates, as pending', async () => {
    await write(3);
    await write(2);
    expect(await outbox.countPending()).toBe(5);
  });

  it('keeps the events of an aggregate in order of revision', async () => {
    const thing = await write(20);
    newRelay();
    await allPublished();
    expect(await published(thing)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('leaves one message in the stream when it crashed after publishing and before taking the event out', async () => {
    const thing = await write(1);
    const whole = outbox;
    let crashes = 0;
    outbox = {
      name: whole.name,
      unreadable: [],
      takeNewlyUnreadable: () => [],
      takeWritten: () => [],
      leaveWritten: () => undefined,
      settle: () => undefined,
      findPending: (limit, except) => whole.findPending(limit, except),
      countPending: () => whole.countPending(),
      pull: (published) =>
        (crashes += 1) <= 2 ? Promise.reject(new Error('crashed before the pull')) : whole.pull(published),
    };
    newRelay();
    await allPublished();
    expect(crashes).toBe(3);
    expect(await published(thing)).toEqual([1]);
  });

  it('leaves one message in the stream when two replicas publish the same', async () => {
    const thing = await write(5);
    const replicas = [newRelay(3_600_000), newRelay(3_600_000)];
    for (const relay of replicas) relay.nudge();
    await allPublished();
    for (const relay of replicas) await relay.stop();
    expect(await published(thing)).toEqual([1, 2, 3, 4, 5]);
  });

  describe('documents that a server does not give out', () => {
    type Find = typeof things.find;
    const refusing = (code: number, concerns: (filter: object) => boolean) => {
      const find = things.find.bind(things) as Find;
      return jest.spyOn(things, 'find').mockImplementation(((...args: Parameters<Find>) => {
        if (concerns(args[0] as object)) throw new mongoose.mongo.MongoServerError({ message: 'refused', code });
        return find(...args);
      }) as Find);
    };
    afterEach(() => void jest.restoreAllMocks());

    it.each([1, 6, 50, 91, 11600, 13435])(
      'are not called unreadable for an error of the server itself (%i), and are found as soon as it is over',
      async (code) => {
        const thing = await write(1);
        const refused = refusing(code, () => true);
        await expect(outbox.findPending(10)).rejects.toMatchObject({ code });
        expect(outbox.unreadable).toEqual([]);
        refused.mockRestore();
        expect((await outbox.findPending(10)).map(({ aggregateId }) => aggregateId)).toEqual([thing]);
      },
    );

    it('are stepped over while one of them can’t be read, and looked at again now and then', async () => {
      const [broken, sound] = [await write(1), await write(1)];
      const isAboutBroken = (filter: { _id?: string | { $nin: string[] } }) =>
        typeof filter._id === 'string' ? filter._id === broken : !filter._id?.$nin.includes(broken);
      const refused = refusing(22, isAboutBroken);
      const found = async () => (await outbox.findPending(10)).map(({ aggregateId }) => aggregateId);
      for (let look = 1; look < 200; look += 1) expect(await found()).toEqual([sound]);
      expect([outbox.takeNewlyUnreadable(), outbox.takeNewlyUnreadable(), outbox.unreadable]).toEqual([
        [broken],
        [],
        [broken],
      ]);
      refused.mockRestore();
      await eventually(async () => expect((await found()).toSorted()).toEqual([broken, sound].toSorted()));
      expect(outbox.unreadable).toEqual([]);
    });
  });

  it('keeps events while the server is down and publishes them when it is back', async () => {
    newRelay();
    await nats.crash();
    const thing = await write(1);
    expect(await outbox.countPending()).toBe(1);
    await nats.restart();
    await eventually(async () => (await outbox.countPending()) === 0, { within: 20_000 });
    expect(await published(thing)).toEqual([1]);
  });
});
