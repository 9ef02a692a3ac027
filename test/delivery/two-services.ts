import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Injectable, Module } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { z } from 'zod';
import { defineEvent, type EventEnvelope, type EventOf } from '#contracts';
import { type EmbeddedMongo, startEmbeddedMongo } from '#embedded-mongo';
import {
  type Aggregate,
  aggregateSchema,
  eventsOf,
  fact,
  InjectConnection,
  insertAggregate,
  isDuplicateKey,
  PersistenceModule,
  projectIfNewer,
  type Projection,
  retryOnConflict,
  saveAggregate,
} from '#persistence';
import { bootService, PlatformModule, type RunningService } from '#platform';
import { eventually, type RunningServer, startNats, temporaryFolder } from '#testing';
import { connectMessaging, Continuity, HandlesEvent, NatsLink, publishEvent } from '#messaging';
import { MessagingWork, OutboxModule, OutboxRelay } from '#outbox';

export const Said = defineEvent({
  subject: 'evt.source.v1.said',
  summary: 'A thing says something',
  data: z.object({ thing: z.string(), value: z.string() }),
  example: { thing: 't', value: 'v' },
});

type Thing = Aggregate & { readonly value: string };
@Injectable()
class ThingStore {
  readonly things: Model<Thing>;
  constructor(
    @InjectConnection() connection: Connection,
    private readonly relay: OutboxRelay,
  ) {
    this.things = connection.model<Thing>(
      'Thing',
      aggregateSchema<Thing>({ value: { type: String, required: true } }),
      'things',
    );
  }

  /** State and event in one write. */
  async say(thing: string, value: string): Promise<void> {
    const now = new Date('2016-11-10T02:00:00Z');
    await retryOnConflict(async () => {
      const found = await this.things.findById(thing, { revision: 1 }).lean<{ revision: number } | null>();
      const events = (revision: number) => eventsOf({ id: thing, revision }, [fact(Said, { thing, value })], now);
      if (found === null) await insertAggregate(this.things, { _id: thing, value }, events(0));
      else await saveAggregate(this.things, { id: thing, revision: found.revision }, { value }, events(found.revision));
    }, 20);
    this.relay.nudge(this.things);
  }
}

type Kept = Projection & { readonly value: string };
type Effect = { readonly _id: string };

/** Keeps what things say last, and does something once for each that they say. `done` is what the world saw of it. */
@Injectable()
class FollowerStore {
  static readonly done: string[] = [];
  readonly kept: Model<Kept>;
  readonly #effects: Model<Effect>;
  constructor(@InjectConnection() connection: Connection) {
    this.kept = connection.model<Kept>(
      'Kept',
      new Schema<Kept>({ _id: String, revision: Number, value: String }, { versionKey: false }),
      'kept',
    );
    this.#effects = connection.model<Effect>(
      'Effect',
      new Schema<Effect>({ _id: String }, { versionKey: false }),
      'effects',
    );
  }

  keep({ revision, data }: EventOf<typeof Said>): Promise<unknown> {
    return projectIfNewer(this.kept, data.thing, revision, { value: data.value });
  }

  async doOnce({ data }: EventOf<typeof Said>): Promise<void> {
    const key = `${data.thing} ${data.value}`;
    try {
      await this.#effects.insertOne({ _id: key });
      FollowerStore.done.push(key);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
}

@Controller()
class FollowerController {
  constructor(private readonly store: FollowerStore) {}

  @HandlesEvent(Said, { consumer: 'keep', from: 'start' })
  async keep(event: EventOf<typeof Said>): Promise<void> {
    await this.store.keep(event);
  }

  @HandlesEvent(Said, { consumer: 'do', from: 'now' })
  async do(event: EventOf<typeof Said>): Promise<void> {
    await this.store.doOnce(event);
  }
}

type Which = 'source' | 'follower';

/** Two services on real servers, each with a document server of its own, whose data tests take away, bring back and break. */
export class TwoServices {
  readonly #mongos = new Map<Which, EmbeddedMongo>();
  readonly #services: RunningService[] = [];
  #source!: RunningService;
  #follower!: RunningService;

  private constructor(
    readonly nats: RunningServer,
    private readonly folder: string,
    private readonly verifyMs: number,
  ) {}

  /** `verifyMs`: how often they look by themselves; `sources`: how many replicas of the source. */
  static async start({ verifyMs = 1_000, sources = 1 } = {}): Promise<TwoServices> {
    const two = new TwoServices(await startNats(), await temporaryFolder(), verifyMs);
    for (const which of ['source', 'follower'] as const)
      two.#mongos.set(which, await startEmbeddedMongo({ dataDir: join(two.folder, which) }));
    await two.startServices(sources);
    return two;
  }

  async startServices(sources = 1): Promise<void> {
    FollowerStore.done.length = 0;
    for (let replica = 0; replica < sources; replica += 1) this.#source = await this.#boot('source', [], [ThingStore]);
    this.#follower = await this.#boot('follower', [FollowerController], [FollowerStore]);
  }

  get link(): NatsLink {
    return this.#follower.app.get(NatsLink);
  }

  get done(): readonly string[] {
    return FollowerStore.done;
  }

  /**
   * As something that was on its way comes in after the database went back: the aggregate knows nothing of it, the journal
   * only where it was `kept`.
   */
  async arriveFromBefore(thing: string, value: string, { kept = false } = {}): Promise<void> {
    const { app } = this.#source;
    const [event] = eventsOf({ id: thing, revision: 0 }, [fact(Said, { thing, value })], new Date());
    const before = { ...event, correlationId: 'of-a-life-before' } as EventEnvelope;
    const { sequence } = await publishEvent(app.get(NatsLink), before);
    const continuity = app.get(Continuity);
    if (kept) await continuity.keep([{ model: 'Thing', event: before, sequence }], continuity.generation);
    const states = app.get(ThingStore).things.db.collection<{ sequence: number }>('continuity');
    await eventually(async () => ((await states.findOne({}))?.sequence ?? 0) >= sequence, { within: 30_000 });
  }

  say(thing: string, value: string): Promise<void> {
    return this.#source.app.get(ThingStore).say(thing, value);
  }

  /** Says one thing after the other until `atLeast` so many more were said. */
  sayOn(prefix: string): { atLeast(more: number): Promise<void> } {
    let going = true;
    let count = 0;
    let refused = 'none was refused';
    const saying = (async () => {
      while (going) {
        await this.say(`${prefix}-${count % 25}`, `${prefix} says ${count}`).then(
          () => (count += 1),
          (error: unknown) => {
            refused = `after ${count} it was refused: ${String(error)}`;
            return new Promise((resolve) => setImmediate(resolve));
          },
        );
      }
    })();
    return {
      atLeast: async (more) => {
        const wanted = count + more;
        await eventually(
          () => {
            if (count < wanted) throw new Error(`${count} of ${wanted} were said; ${refused}`);
          },
          { within: 60_000 },
        );
        going = false;
        await saying;
      },
    };
  }

  async sayMany(prefix: string, count: number): Promise<void> {
    await Promise.all(
      Array.from({ length: count }, (_, index) => this.say(`${prefix}-${index}`, `${prefix} says ${index}`)),
    );
  }

  async known(): Promise<Map<string, string>> {
    const docs = await this.#source.app
      .get(ThingStore)
      .things.find({}, { value: 1 })
      .lean<{ _id: string; value: string }[]>();
    return new Map(docs.map(({ _id, value }) => [_id, value]));
  }

  async kept(): Promise<Map<string, string>> {
    const docs = await this.#follower.app
      .get(FollowerStore)
      .kept.find({}, { value: 1 })
      .lean<{ _id: string; value: string }[]>();
    return new Map(docs.map(({ _id, value }) => [_id, value]));
  }

  /** Whether nothing is to be published or handled, and both are ready. */
  async quiet(): Promise<boolean> {
    return (await this.busy()) === undefined;
  }

  /** What is not ready or still has work; undefined when all is quiet. */
  async busy(): Promise<string | undefined> {
    for (const which of ['source', 'follower'] as const) {
      const service = which === 'source' ? this.#source : this.#follower;
      const ready = await fetch(`${service.url}/health/ready`);
      if (ready.status !== 200) return `the ${which} is not ready: ${await ready.text()}`;
      const { outbox, unhandled } = await service.app.get(MessagingWork).pending();
      if (outbox + unhandled > 0) return `the ${which} has ${outbox} to publish and ${unhandled} to handle`;
    }
    return undefined;
  }

  async readiness(which: Which): Promise<unknown> {
    return (await fetch(`${(which === 'source' ? this.#source : this.#follower).url}/health/ready`)).json();
  }

  /** Looks at once, as it would do of itself within some seconds. */
  async look(): Promise<void> {
    for (const service of this.#services) await service.app.get(Continuity).look();
  }

  retell(asNewest = false): Promise<number> {
    return this.#source.app.get(Continuity).retell(asNewest);
  }

  // What befalls them

  async copyStreams(): Promise<void> {
    await this.nats.crash();
    await rm(join(this.folder, 'streams'), { recursive: true, force: true });
    await cp(join(this.nats.folder, 'streams'), join(this.folder, 'streams'), { recursive: true });
    await this.nats.restart();
  }

  /** As a power cut does, or a disk that is put back: the folder as it was at the copy; without one, empty. */
  async takeStreamsBack(): Promise<void> {
    await this.nats.crash();
    await rm(join(this.nats.folder, 'streams'), { recursive: true, force: true });
    await cp(join(this.folder, 'streams'), join(this.nats.folder, 'streams'), { recursive: true }).catch(
      () => undefined,
    );
    await this.nats.restart();
  }

  async loseStreams(): Promise<void> {
    await this.nats.crash();
    await rm(join(this.nats.folder, 'streams'), { recursive: true, force: true });
    await this.nats.restart();
  }

  async copyDatabase(which: Which): Promise<void> {
    const file = join(this.folder, `${which}.copy`);
    await rm(file, { force: true });
    await this.#mongo(which).backup(file);
  }

  async takeDatabaseBack(which: Which): Promise<void> {
    const { port } = this.#mongo(which);
    await this.#mongo(which).stop();
    const dataDir = join(this.folder, which);
    for (const end of ['', '-wal', '-shm']) await rm(join(dataDir, `documents.sqlite${end}`), { force: true });
    await cp(join(this.folder, `${which}.copy`), join(dataDir, 'documents.sqlite'));
    this.#mongos.set(which, await startEmbeddedMongo({ dataDir, port }));
  }

  async restartServices(sources = 1): Promise<void> {
    for (const service of this.#services.splice(0)) await service.close();
    await this.startServices(sources);
  }

  async stop(): Promise<void> {
    for (const service of this.#services.splice(0)) await service.close();
    for (const mongo of this.#mongos.values()) await mongo.stop();
    await this.nats.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Everything agrees: what is kept is what is known, and nothing was done twice. */
  async agree({ within = 60_000 } = {}): Promise<void> {
    await eventually(
      async () => {
        const busy = await this.busy();
        if (busy !== undefined) throw new Error(busy);
      },
      { within, every: 100 },
    );
    await eventually(
      async () => {
        const [known, kept] = [await this.known(), await this.kept()];
        const wrong = [...known].filter(([thing, value]) => kept.get(thing) !== value);
        if (wrong.length > 0)
          throw new Error(
            `${wrong.length} of ${known.size} are kept otherwise, such as ${wrong[0]?.join(': ')}, kept as ${kept.get(wrong[0]?.[0] ?? '')}`,
          );
      },
      { within, every: 100 },
    );
  }

  #mongo(which: Which): EmbeddedMongo {
    return this.#mongos.get(which) as EmbeddedMongo;
  }

  async #boot(
    service: Which,
    controllers: (typeof FollowerController)[],
    providers: (typeof FollowerStore | typeof ThingStore)[],
  ): Promise<RunningService> {
    const config = {
      SALA_HOST: '127.0.0.1',
      SALA_HTTP_PORT: 0,
      SALA_LOG_LEVEL: (process.env.SALA_TEST_LOG ?? 'silent') as 'silent',
    };
    @Module({
      imports: [
        PlatformModule.forRoot({ service, config }),
        PersistenceModule.forRoot({ url: this.#mongo(service).url, database: service }),
        OutboxModule.forRoot({ service, nats: this.nats.url, sweepMs: 100, verifyMs: this.verifyMs }),
      ],
      controllers,
      providers,
    })
    class Service {}
    const started = await bootService({ service, module: Service, config, configure: connectMessaging });
    this.#services.push(started);
    return started;
  }
}
