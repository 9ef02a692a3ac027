import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { type EventEnvelope, ResponseRecorded } from '#contracts';
import { eventually, type RunningServer, startNats } from '#testing';
import { NatsLink } from './nats-link.js';
import { OutboxRelay } from './outbox-relay.js';
import { type OutboxSource } from './outbox-source.js';
import { declareStreams, eventStream } from './topology.js';

const sweepMs = 20;
let aggregateCount = 0;

/** Aggregates in memory, behind the same port as a mongoose model's. */
class OutboxInMemory implements OutboxSource {
  readonly name = 'Thing';
  readonly #events = new Map<string, EventEnvelope[]>();
  failingPulls = 0;

  /** What `saveAggregate` does: the event is kept with the change, nothing is published yet. */
  write(aggregateId: string, revision: number): EventEnvelope {
    const event: EventEnvelope = {
      id: `${aggregateId}@${revision}`, subject: ResponseRecorded.subject, occurredAt: '2016-11-10T02:00:00.000Z', aggregateId, revision,
      correlationId: 'correlation-1', data: ResponseRecorded.example,
    };
    this.#events.set(aggregateId, [...(this.#events.get(aggregateId) ?? []), event]);
    return event;
  }

  findPending(limit: number) {
    return Promise.resolve([...this.#events].filter(([, events]) => events.length > 0).slice(0, limit).map(([aggregateId, events]) => ({ aggregateId, events })));
  }

  pull(aggregateId: string, eventIds: readonly string[]): Promise<void> {
    if (this.failingPulls > 0) {
      this.failingPulls -= 1;
      return Promise.reject(new Error('crashed before the pull'));
    }
    this.#events.set(aggregateId, (this.#events.get(aggregateId) ?? []).filter(({ id }) => !eventIds.includes(id)));
    return Promise.resolve();
  }

  countPending(): Promise<number> {
    return Promise.resolve([...this.#events.values()].flat().length);
  }
}

describe('the outbox relay', () => {
  let nats: RunningServer;
  let link: NatsLink;
  let outbox: OutboxInMemory;
  const relays: OutboxRelay[] = [];
  const newRelay = (everyMs = sweepMs) => {
    const relay = new OutboxRelay(link, () => [outbox], everyMs);
    relays.push(relay);
    return relay;
  };
  const newAggregate = () => `thing-${(aggregateCount += 1)}`;
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
    link = await NatsLink.open('relay', nats.url);
    await declareStreams(link.jsm, 1);
  });
  beforeEach(() => {
    outbox = new OutboxInMemory();
  });
  afterEach(async () => {
    for (const relay of relays.splice(0)) await relay.stop();
  });
  afterAll(async () => {
    await link.close();
    await nats.stop();
  });

  it('publishes what a service wrote and crashed before publishing, when it is started again', async () => {
    const thing = newAggregate();
    outbox.write(thing, 1);
    newRelay();
    await allPublished();
    expect(await published(thing)).toEqual([1]);
  });

  it('publishes at a nudge, without waiting for the sweep', async () => {
    const relay = newRelay(3_600_000);
    const thing = newAggregate();
    outbox.write(thing, 1);
    relay.nudge({ modelName: 'Thing' });
    await allPublished();
    expect(await published(thing)).toEqual([1]);
  });

  it('publishes more than a batch at one nudge', async () => {
    const relay = newRelay(3_600_000);
    for (let each = 0; each < 250; each += 1) outbox.write(newAggregate(), 1);
    relay.nudge();
    await allPublished();
  });

  it('keeps the events of an aggregate in order of revision', async () => {
    const thing = newAggregate();
    for (let revision = 1; revision <= 20; revision += 1) outbox.write(thing, revision);
    newRelay();
    await allPublished();
    expect(await published(thing)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('leaves one message in the stream when it crashed after publishing and before taking the event out', async () => {
    const thing = newAggregate();
    outbox.write(thing, 1);
    outbox.failingPulls = 2;
    newRelay();
    await allPublished();
    expect(outbox.failingPulls).toBe(0);
    expect(await published(thing)).toEqual([1]);
  });

  it('leaves one message in the stream when two replicas publish the same', async () => {
    const thing = newAggregate();
    for (let revision = 1; revision <= 5; revision += 1) outbox.write(thing, revision);
    const replicas = [newRelay(3_600_000), newRelay(3_600_000)];
    for (const relay of replicas) relay.nudge();
    await allPublished();
    for (const relay of replicas) await relay.stop();
    expect(await published(thing)).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps events while the server is down and publishes them when it is back', async () => {
    const thing = newAggregate();
    newRelay();
    await nats.crash();
    outbox.write(thing, 1);
    await nats.restart();
    await eventually(async () => (await outbox.countPending()) === 0, { within: 20_000 });
    expect(await published(thing)).toEqual([1]);
  }, 25_000);
});
