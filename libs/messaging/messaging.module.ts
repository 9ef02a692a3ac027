import {
  type DynamicModule,
  Global,
  type INestApplication,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock, MeetingClock, type PlatformConfig } from '#platform';
import { AuditTrail } from './audit-trail.js';
import { ClockWatcher } from './clock-watcher.js';
import { Consumers } from './consumers.js';
import { Continuity } from './continuity.js';
import { DeadLetters } from './dead-letters.js';
import { defaultPolicy, type DeliveryPolicy } from './event-outcome.js';
import { EventServer } from './event-server.js';
import { Hints } from './hints.js';
import { type Keeping, nothingKept } from './keeping.js';
import { Memory } from './memory.js';
import { MessagingMetrics } from './messaging-metrics.js';
import { MessagingProbes } from './messaging-probes.js';
import { NatsLink } from './nats-link.js';
import { type NatsConfig, type NatsSettings, natsSettings } from './nats-settings.js';
import { RpcClient } from './rpc-client.js';
import { RpcServer } from './rpc-server.js';
import { declareStreams, defaultLimits, type StreamLimits } from './topology.js';

export type MessagingOptions = {
  readonly service: string;
  /** What `natsSettings` made of the configuration, or a plain address. */
  readonly nats: NatsSettings | string;
  readonly limits?: StreamLimits;
  readonly delivery?: DeliveryPolicy;
  /** How often it is looked whether stream, database and consumers hold what they held. */
  readonly verifyMs?: number;
};

/** A service's messaging as its environment says. */
export const messagingOf = (
  service: string,
  config: NatsConfig
    & Pick<
      PlatformConfig,
      | 'SALA_NATS_REPLICAS'
      | 'SALA_EVENT_DAYS'
      | 'SALA_EVENT_MEGABYTES'
      | 'SALA_VERIFY_SECONDS'
      | 'SALA_TAKE_OVER_SECONDS'
    >,
): MessagingOptions => ({
  service,
  nats: natsSettings(config),
  limits: {
    replicas: config.SALA_NATS_REPLICAS,
    keepMs: config.SALA_EVENT_DAYS === undefined ? defaultLimits.keepMs : config.SALA_EVENT_DAYS * 86_400_000,
    mostBytes:
      config.SALA_EVENT_MEGABYTES === undefined ? defaultLimits.mostBytes : config.SALA_EVENT_MEGABYTES * 1024 * 1024,
  },
  ...(config.SALA_VERIFY_SECONDS !== undefined && { verifyMs: config.SALA_VERIFY_SECONDS * 1_000 }),
  ...(config.SALA_TAKE_OVER_SECONDS !== undefined && {
    delivery: { ...defaultPolicy, ackWaitMs: config.SALA_TAKE_OVER_SECONDS * 1_000 },
  }),
});

/**
 * A service's messaging: `RpcClient`, `DeadLetters` and `Hints` can be injected anywhere. A service with a database has it
 * of libs/outbox, as `OutboxModule`.
 */
@Global()
@Module({})
export class MessagingModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly link: NatsLink,
    private readonly watcher: ClockWatcher,
    private readonly continuity: Continuity,
  ) {}

  static forRoot(
    { service, nats, limits = defaultLimits, delivery = defaultPolicy, verifyMs = 5_000 }: MessagingOptions,
    keeping: Keeping = nothingKept,
  ): DynamicModule {
    const openLink = async () => {
      const link = await NatsLink.open(service, nats);
      await declareStreams(link.jsm, limits);
      return link;
    };
    const openContinuity = (link: NatsLink, consumers: Consumers, memory: Memory) =>
      new Continuity(link, consumers, memory, {
        everyMs: verifyMs,
        keepMs: limits.keepMs,
        declare: () => declareStreams(link.jsm, limits),
      });
    const watchClock = async (link: NatsLink, clock: Clock) => {
      const watcher = new ClockWatcher(link, limits.replicas);
      if (clock instanceof MeetingClock) await watcher.start(clock);
      return watcher;
    };
    return {
      module: MessagingModule,
      providers: [
        { provide: NatsLink, useFactory: openLink },
        {
          provide: Consumers,
          useFactory: (link: NatsLink) => new Consumers(service, link, delivery.ackWaitMs),
          inject: [NatsLink],
        },
        { provide: Continuity, useFactory: openContinuity, inject: [NatsLink, Consumers, Memory] },
        { provide: ClockWatcher, useFactory: watchClock, inject: [NatsLink, Clock] },
        {
          provide: RpcServer,
          useFactory: (link: NatsLink, trail: AuditTrail) =>
            new RpcServer(service, link, { trail, isAway: keeping.isAway }),
          inject: [NatsLink, AuditTrail],
        },
        {
          provide: EventServer,
          useFactory: (
            link: NatsLink,
            consumers: Consumers,
            continuity: Continuity,
            deadLetters: DeadLetters,
            ...[clock]: [Clock]
          ) =>
            new EventServer(service, link, { consumers, continuity, deadLetters }, clock, {
              ...delivery,
              isAway: keeping.isAway,
            }),
          inject: [NatsLink, Consumers, Continuity, DeadLetters, Clock],
        },
        RpcClient,
        DeadLetters,
        Hints,
        MessagingMetrics,
        MessagingProbes,
        ...keeping.providers,
      ],
      exports: [
        NatsLink,
        RpcServer,
        EventServer,
        RpcClient,
        DeadLetters,
        Hints,
        Consumers,
        Continuity,
        ...keeping.exports,
      ],
    };
  }

  /** Models and their indexes stand by now; nothing was taken yet. */
  async onApplicationBootstrap(): Promise<void> {
    await this.continuity.start();
  }

  /** The servers have stopped and finished by now. */
  async onApplicationShutdown(): Promise<void> {
    this.watcher.stop();
    await this.continuity.stop();
    await this.link.close();
  }
}

/** Connects the controllers' `@HandlesRpc` and `@HandlesEvent` methods; they take work once `startAllMicroservices` is called. */
export const connectMessaging = (app: INestApplication): void => {
  for (const strategy of [app.get(RpcServer), app.get(EventServer)])
    app.connectMicroservice({ strategy }, { inheritAppConfig: false });
};
