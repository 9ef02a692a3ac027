import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Controller, Module, type Type } from '@nestjs/common';
import { z } from 'zod';
import { defineEvent, defineRpc, type EventEnvelope, type EventOf } from '#contracts';
import {
  bootService,
  conflict,
  correlationId,
  invalid,
  PlatformModule,
  type RunningService,
  unavailable,
} from '#platform';
import { eventually, type RunningServer, startNats } from '#testing';
import {
  connectMessaging,
  DeadLetters,
  type DeliveryPolicy,
  type EventDelivery,
  HandlesEvent,
  HandlesRpc,
  MessagingModule,
  NatsLink,
} from './index.js';
import { Consumers } from './consumers.js';
import { durableOf, eventStream } from './topology.js';

let sourceCount = 0;
/** An event of a source of its own, so that no test hears another's. */
const newHappened = () =>
  defineEvent({
    subject: `evt.source-${(sourceCount += 1)}.v1.thing-happened`,
    summary: 'A thing',
    data: z.object({ say: z.string() }),
    example: { say: 'x' },
  });
type Happened = ReturnType<typeof newHappened>;
const delivery: DeliveryPolicy = { ackWaitMs: 300, delaysMs: [20, 20] };

let eventCount = 0;
const anEvent = ({ subject }: Happened, changes: Partial<EventEnvelope> = {}): EventEnvelope => ({
  id: `event-${(eventCount += 1)}`,
  subject,
  occurredAt: '2016-11-10T02:00:00.000Z',
  aggregateId: 'thing-1',
  revision: 1,
  correlationId: `correlation-${eventCount}`,
  data: { say: 'hello' },
  ...changes,
});

type Seen = {
  readonly id: string;
  readonly revision: number;
  readonly attempt: number;
  readonly correlationId: string;
};
/** A consumer that keeps what it saw and does as it is told. */
const recorder = (contract: Happened, consumer: string, ordered = false) => {
  const seen: Seen[] = [];
  const told = { what: (_event: EventOf<Happened>, _delivery: EventDelivery): Promise<void> => Promise.resolve() };
  @Controller()
  class Recorder {
    @HandlesEvent(contract, { consumer, from: 'start', ordered })
    async onHappened(event: EventOf<Happened>, { attempt, sequence }: EventDelivery): Promise<void> {
      seen.push({ id: event.id, revision: event.revision, attempt, correlationId: correlationId() });
      await told.what(event, { attempt, sequence });
    }
  }
  return { controller: Recorder, seen, told };
};

const Ask = defineRpc({
  subject: 'rpc.asked.v1.ask',
  summary: 'Asks',
  request: z.object({}),
  returns: z.object({}),
  example: { request: {}, returns: {} },
});
@Controller()
class Asked {
  @HandlesRpc(Ask)
  ask() {
    return Promise.resolve({});
  }
}

// Real servers on a busy machine: a test fails by its conditions, not by the default five seconds.
jest.setTimeout(30_000);

describe('events over JetStream', () => {
  let nats: RunningServer;
  const running: RunningService[] = [];
  let serviceCount = 0;
  const freshService = () => `service-${(serviceCount += 1)}`;

  const start = async (service: string, controllers: Type[] = [], natsUrl = nats.url): Promise<RunningService> => {
    @Module({
      imports: [
        PlatformModule.forRoot({ service, config: { SALA_LOG_LEVEL: 'silent' } }),
        MessagingModule.forRoot({ service, nats: natsUrl, delivery }),
      ],
      controllers,
    })
    class Service {}
    const started = await bootService({
      service,
      module: Service,
      config: { SALA_HOST: '127.0.0.1', SALA_HTTP_PORT: 0 },
      configure: connectMessaging,
    });
    running.push(started);
    return started;
  };
  const publish = async (service: RunningService, event: EventEnvelope): Promise<void> => {
    await service.app.get(NatsLink).js.publish(event.subject, JSON.stringify(event), { msgID: event.id });
  };
  const unhandled = async (service: RunningService) => service.app.get(Consumers).countUnhandled();
  const metricsOf = async (service: RunningService) => (await fetch(`${service.url}/metrics`)).text();
  const lettersOf = async (service: RunningService) =>
    (await service.app.get(DeadLetters).list()).filter(({ durable }) => durable.startsWith(`${service.service}-`));
  const someLetters = async (service: RunningService, count: number) => {
    await eventually(async () => expect(await lettersOf(service)).toHaveLength(count));
    return lettersOf(service);
  };

  beforeAll(async () => {
    nats = await startNats();
  });
  afterEach(async () => {
    for (const service of running.splice(0)) await service.close();
  });
  afterAll(() => nats.stop());

  it('acknowledges after the handler is done, not before', async () => {
    const happened = newHappened();
    const { controller, seen, told } = recorder(happened, 'once');
    const gate = Promise.withResolvers<void>();
    told.what = () => gate.promise;
    const service = await start(freshService(), [controller]);
    const event = anEvent(happened);
    await publish(service, event);
    await eventually(() => seen.length === 1);
    expect(await unhandled(service)).toBe(1);
    expect(await metricsOf(service)).toMatch(/^sala_events_unhandled{.*} 1$/m);
    gate.resolve();
    await eventually(async () => (await unhandled(service)) === 0);
    expect(seen).toEqual([{ id: event.id, revision: 1, attempt: 1, correlationId: event.correlationId }]);
  });

  it('keeps a message from going elsewhere while its handler takes longer than the ack wait', async () => {
    const happened = newHappened();
    const { controller, seen, told } = recorder(happened, 'slow');
    const service = await start(freshService(), [controller]);
    const gate = Promise.withResolvers<void>();
    told.what = () => gate.promise;
    await publish(service, anEvent(happened));
    const begun = performance.now();
    await eventually(() => performance.now() - begun > 3 * delivery.ackWaitMs);
    gate.resolve();
    await eventually(async () => (await unhandled(service)) === 0);
    expect(seen.map(({ attempt }) => attempt)).toEqual([1]);
  });

  it('delivers again after the handler failed', async () => {
    const happened = newHappened();
    const { controller, seen, told } = recorder(happened, 'again');
    const event = anEvent(happened);
    told.what = (_event, { attempt }) =>
      attempt === 1 ? Promise.reject(conflict('revision-conflict')) : Promise.resolve();
    const service = await start(freshService(), [controller]);
    await publish(service, event);
    await eventually(
      async () => seen.filter(({ id }) => id === event.id).length === 2 && (await unhandled(service)) === 0,
    );
    expect(await lettersOf(service)).toEqual([]);
  });

  it('waits for what is down, without using up deliveries', async () => {
    const happened = newHappened();
    const { controller, seen, told } = recorder(happened, 'patient');
    const service = await start(freshService(), [controller]);
    told.what = () => (seen.length < 6 ? Promise.reject(unavailable('service-unavailable')) : Promise.resolve());
    await publish(service, anEvent(happened));
    await eventually(async () => (await unhandled(service)) === 0 && seen.length === 6);
    expect(new Set(seen.map(({ attempt }) => attempt))).toEqual(new Set([1]));
    expect(await lettersOf(service)).toEqual([]);
  });

  it('puts a poisoned event aside, goes on with the next, and replays it to that consumer alone', async () => {
    const happened = newHappened();
    const poisoned = recorder(happened, 'poisoned');
    const healthy = recorder(happened, 'healthy');
    const event = anEvent(happened, { data: { say: 'poison' } });
    let mended = false;
    poisoned.told.what = ({ data }) =>
      data.say === 'poison' && !mended ? Promise.reject(invalid('event-not-understood')) : Promise.resolve();
    const service = await start(freshService(), [poisoned.controller, healthy.controller]);
    const next = anEvent(happened);
    await publish(service, event);
    await publish(service, next);
    await eventually(() => poisoned.seen.some(({ id }) => id === next.id));
    const [letter] = await someLetters(service, 1);
    expect(letter).toMatchObject({
      durable: `${service.service}-poisoned`,
      subject: happened.subject,
      attempts: 1,
      error: { kind: 'invalid', code: 'event-not-understood' },
    });
    expect(JSON.parse(letter!.payload)).toEqual(event);

    mended = true;
    await service.app.get(DeadLetters).replay(letter!.sequence);
    await eventually(
      async () => poisoned.seen.filter(({ id }) => id === event.id).length === 2 && (await unhandled(service)) === 0,
    );
    expect(healthy.seen.filter(({ id }) => id === event.id)).toHaveLength(1);
    expect(await lettersOf(service)).toEqual([]);
    await expect(service.app.get(DeadLetters).replay(letter!.sequence)).rejects.toMatchObject({
      kind: 'not-found',
      code: 'no-such-dead-letter',
    });
  });

  it('puts aside what is no event at all, as it came, until staff discard it', async () => {
    const happened = newHappened();
    const { controller } = recorder(happened, 'reader');
    const service = await start(freshService(), [controller]);
    await service.app.get(NatsLink).js.publish(happened.subject, 'neither JSON nor an event');
    const letters = await someLetters(service, 1);
    expect(letters).toMatchObject([{ payload: 'neither JSON nor an event', error: { code: 'event-not-understood' } }]);
    await service.app.get(DeadLetters).discard(letters[0]!.sequence);
    expect(await lettersOf(service)).toEqual([]);
  });

  it('gives up on an event that fails at every delivery', async () => {
    const happened = newHappened();
    const { controller, seen, told } = recorder(happened, 'stubborn');
    told.what = () => Promise.reject(new TypeError('a defect'));
    const service = await start(freshService(), [controller]);
    await publish(service, anEvent(happened));
    const letters = await someLetters(service, 1);
    expect(letters).toMatchObject([{ attempts: 3, error: { code: 'internal-error' } }]);
    expect(seen.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  it('puts an event aside, rather than lose it, when every worker that took it died', async () => {
    const happened = newHappened();
    const service = freshService();
    const first = await start(service, [recorder(happened, 'mortal').controller]);
    await eventually(async () => (await unhandled(first)) === 0);
    await first.close();
    running.splice(running.indexOf(first), 1);
    const observer = await start(freshService());
    const event = anEvent(happened);
    await publish(observer, event);
    // A worker that dies takes a message and is never heard of again.
    const dying = await observer.app.get(NatsLink).js.consumers.get(eventStream, `${service}-mortal`);
    for (let delivered = 0; delivered < 3;) if ((await dying.next({ expires: 1_000 })) !== null) delivered += 1;
    const last = recorder(happened, 'mortal');
    const second = await start(service, [last.controller]);
    const letters = await someLetters(second, 1);
    expect(letters).toMatchObject([{ attempts: 4, error: { code: 'handler-never-finished' } }]);
    expect(last.seen).toEqual([]);
    expect(await unhandled(second)).toBe(0);
  });

  it('hands each event to one of two replicas that share a consumer', async () => {
    const happened = newHappened();
    const service = freshService();
    const replicas = [recorder(happened, 'shared'), recorder(happened, 'shared')];
    for (const { told } of replicas) told.what = () => new Promise((resolve) => setImmediate(resolve));
    const [first] = [await start(service, [replicas[0]!.controller]), await start(service, [replicas[1]!.controller])];
    const events = Array.from({ length: 200 }, () => anEvent(happened));
    await Promise.all(events.map((event) => publish(first, event)));
    await eventually(async () => (await unhandled(first)) === 0);
    const ids = replicas.flatMap(({ seen }) => seen.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(events.map(({ id }) => id).toSorted());
    for (const { seen } of replicas) expect(seen.length).toBeGreaterThan(0);
  });

  it('handles an event once that is published twice', async () => {
    const happened = newHappened();
    const { controller, seen } = recorder(happened, 'deduplicated');
    const service = await start(freshService(), [controller]);
    const event = anEvent(happened);
    await publish(service, event);
    await publish(service, event);
    await publish(service, anEvent(happened));
    await eventually(async () => (await unhandled(service)) === 0);
    expect(seen.filter(({ id }) => id === event.id)).toHaveLength(1);
  });

  it('takes one event at a time when ordered, over all replicas, even past a failure', async () => {
    const happened = newHappened();
    const service = freshService();
    const order: number[] = [];
    let inHand = 0;
    const replicas = [recorder(happened, 'ordered', true), recorder(happened, 'ordered', true)];
    for (const { told } of replicas) {
      told.what = async ({ revision }, { attempt }) => {
        inHand += 1;
        expect(inHand).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        inHand -= 1;
        if (revision === 3 && attempt === 1) throw conflict('revision-conflict');
        order.push(revision);
      };
    }
    const [first] = [await start(service, [replicas[0]!.controller]), await start(service, [replicas[1]!.controller])];
    for (let revision = 1; revision <= 10; revision += 1) await publish(first, anEvent(happened, { revision }));
    await eventually(async () => (await unhandled(first)) === 0);
    expect(order).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('passes over other events of a consumer that listens to several', async () => {
    const happened = newHappened();
    const seen: string[] = [];
    const source = happened.subject.slice(0, happened.subject.lastIndexOf('.'));
    const ended = defineEvent({ ...happened, subject: `${source}.thing-ended` as Happened['subject'] });
    @Controller()
    class Both {
      @HandlesEvent(happened, { consumer: 'both', from: 'start' })
      onHappened(event: EventOf<Happened>): Promise<void> {
        return Promise.resolve(void seen.push(event.id));
      }

      @HandlesEvent(ended, { consumer: 'both', from: 'start' })
      onEnded(event: EventOf<Happened>): Promise<void> {
        return Promise.resolve(void seen.push(event.id));
      }
    }
    const service = await start(freshService(), [Both]);
    const events = [anEvent(happened), anEvent(happened, { subject: `${source}.thing-unheard` }), anEvent(ended)];
    for (const event of events) await publish(service, event);
    await eventually(async () => (await unhandled(service)) === 0);
    expect(seen).toEqual([events[0]!.id, events[2]!.id]);
  });

  it('refuses to start with two handlers of one event in one consumer', async () => {
    const happened = newHappened();
    await expect(
      start(freshService(), [recorder(happened, 'same').controller, recorder(happened, 'same').controller]),
    ).rejects.toThrow(/'same' of service-\d+ handles evt.source-\d+.v1.thing-happened twice/);
  });

  it('goes on after the server crashed, losing nothing that it had taken', async () => {
    const happened = newHappened();
    const { controller, seen } = recorder(happened, 'survivor');
    const service = await start(freshService(), [controller]);
    const event = anEvent(happened);
    await publish(service, event);
    await eventually(() => seen.some(({ id }) => id === event.id));
    await nats.crash();
    await nats.restart();
    const later = anEvent(happened);
    await eventually(() => service.app.get(NatsLink).check());
    await publish(service, later);
    await eventually(() => seen.some(({ id }) => id === later.id));
  });

  it.each(['as it is declared again', 'as another replica has made it anew'])(
    'takes from a consumer again though NATS blinked %s, and is not ready until then',
    async (how) => {
      const happened = newHappened();
      const { controller, seen } = recorder(happened, 'blinked');
      const service = await start(freshService(), [controller]);
      const link = service.app.get(NatsLink);
      const durable = durableOf(service.service, 'blinked');
      const blinking = jest.spyOn(link.js.consumers, 'get').mockRejectedValue(new Error('timeout'));
      if (how.startsWith('as it')) await link.jsm.consumers.delete(eventStream, durable);
      else await service.app.get(Consumers).recheck(durable);
      await eventually(() => blinking.mock.calls.length > 0);
      const ready = async () => (await fetch(`${service.url}/health/ready`)).status;
      await eventually(async () => (await link.jsm.consumers.info(eventStream, durable)).name === durable);
      expect(await ready()).toBe(503);
      blinking.mockRestore();
      const event = anEvent(happened);
      await publish(service, event);
      await eventually(() => seen.some(({ id }) => id === event.id), { within: 15_000 });
      await eventually(async () => (await ready()) === 200, { within: 15_000 });
    },
  );

  it('takes from a consumer once, however many begin to at the same time', async () => {
    const happened = newHappened();
    const service = await start(freshService(), [recorder(happened, 'crowded').controller]);
    const link = service.app.get(NatsLink);
    const durable = durableOf(service.service, 'crowded');
    let open = 0;
    const get = link.js.consumers.get.bind(link.js.consumers);
    const counting = jest.spyOn(link.js.consumers, 'get').mockImplementation(async (...args) => {
      const consumer = await get(...args);
      const consume = consumer.consume.bind(consumer);
      consumer.consume = async (options) => {
        const messages = await consume(options);
        open += 1;
        void messages.closed().then(() => (open -= 1));
        return messages;
      };
      return consumer;
    });
    const consumers = service.app.get(Consumers);
    await Promise.all([1, 2, 3].map(() => consumers.recheck(durable)));
    counting.mockRestore();
    await eventually(() => expect(open).toBe(1));
  });

  it('takes anew from a consumer that was away just when it was asked, and is back, at the next look', async () => {
    const happened = newHappened();
    const { controller, seen } = recorder(happened, 'back-again');
    const service = await start(freshService(), [controller]);
    const { js, jsm, nc } = service.app.get(NatsLink);
    const durable = durableOf(service.service, 'back-again');
    const get = js.consumers.get.bind(js.consumers);
    const back = Promise.withResolvers<void>();
    const asking = jest.spyOn(js.consumers, 'get').mockImplementationOnce(async (...args) => {
      const consumer = await get(...args);
      const { config } = await jsm.consumers.info(eventStream, durable);
      await jsm.consumers.delete(eventStream, durable);
      const consume = consumer.consume.bind(consumer);
      consumer.consume = async (options) => {
        const messages = await consume(options);
        const isBack = nc.flush().then(() => jsm.consumers.add(eventStream, config));
        void isBack.then(() => back.resolve(), back.reject);
        return messages;
      };
      return consumer;
    });
    await service.app.get(Consumers).recheck(durable);
    await back.promise;
    asking.mockRestore();
    await publish(service, anEvent(happened));
    await eventually(() => seen.length === 1);
  });

  it('stops in good order while the server is away', async () => {
    const away = await startNats();
    const happened = newHappened();
    const service = await start(freshService(), [recorder(happened, 'left-alone').controller, Asked], away.url);
    running.splice(running.indexOf(service), 1);
    await away.crash();
    await eventually(() => !service.app.get(NatsLink).connected);
    expect(await metricsOf(service)).toMatch(/^sala_events_unhandled{.*} Nan$/m);
    await service.close();
    await away.stop();
  });

  it('finishes what is in hand when it stops, and gives back what waits for something that is down', async () => {
    const happened = newHappened();
    const { controller, seen, told } = recorder(happened, 'stopping');
    const gate = Promise.withResolvers<void>();
    const name = freshService();
    const service = await start(name, [controller]);
    running.splice(running.indexOf(service), 1);
    const [slow, waiting] = [anEvent(happened), anEvent(happened)];
    told.what = ({ id }) => (id === slow.id ? gate.promise : Promise.reject(unavailable('service-unavailable')));
    await publish(service, slow);
    await publish(service, waiting);
    await eventually(() => seen.some(({ id }) => id === slow.id) && seen.some(({ id }) => id === waiting.id));
    const closed = service.close();
    gate.resolve();
    await closed;
    const next = recorder(happened, 'stopping');
    const again = await start(name, [next.controller]);
    await eventually(async () => (await unhandled(again)) === 0);
    expect(next.seen.map(({ id }) => id)).toEqual([waiting.id]);
  });
});
