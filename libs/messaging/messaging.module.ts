import { type DynamicModule, Global, type INestApplication, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, MeetingClock, type PlatformConfig, Readiness } from '#platform';
import { AuditTrail } from './audit-trail.js';
import { ClockWatcher } from './clock-watcher.js';
import { DeadLetters } from './dead-letters.js';
import { defaultPolicy, type DeliveryPolicy } from './event-outcome.js';
import { EventServer } from './event-server.js';
import { Hints } from './hints.js';
import { MessagingMetrics } from './messaging-metrics.js';
import { MessagingWork } from './messaging-work.js';
import { NatsLink } from './nats-link.js';
import { type NatsConfig, type NatsSettings, natsSettings } from './nats-settings.js';
import { OutboxRelay } from './outbox-relay.js';
import { Outboxes } from './outbox-source.js';
import { RpcClient } from './rpc-client.js';
import { RpcServer } from './rpc-server.js';
import { declareStreams } from './topology.js';

export type MessagingOptions = {
  readonly service: string;
  /** What `natsSettings` made of the configuration, or a plain address. */
  readonly nats: NatsSettings | string;
  /** Copies of each stream in a NATS cluster. */
  readonly replicas?: number;
  /** How often left-over events are looked for. */
  readonly sweepMs?: number;
  readonly delivery?: DeliveryPolicy;
};

/** A service's messaging as its environment says. */
export const messagingOf = (service: string, config: NatsConfig & Pick<PlatformConfig, 'SALA_NATS_REPLICAS' | 'SALA_SWEEP_MS'>): MessagingOptions => ({
  service,
  nats: natsSettings(config),
  replicas: config.SALA_NATS_REPLICAS,
  sweepMs: config.SALA_SWEEP_MS,
});

/** A service's messaging: `RpcClient`, `OutboxRelay`, `DeadLetters`, `Hints` and `MessagingWork` can be injected anywhere. */
@Global()
@Module({})
export class MessagingModule implements OnApplicationShutdown {
  constructor(
    private readonly link: NatsLink,
    private readonly relay: OutboxRelay,
    private readonly watcher: ClockWatcher,
    readiness: Readiness,
  ) {
    readiness.add({ name: 'nats', check: () => link.check() });
  }

  static forRoot({ service, nats, replicas = 1, sweepMs = 1_000, delivery = defaultPolicy }: MessagingOptions): DynamicModule {
    const openLink = async () => {
      const link = await NatsLink.open(service, nats);
      await declareStreams(link.jsm, replicas);
      return link;
    };
    const openRelay = (link: NatsLink, outboxes: Outboxes) => new OutboxRelay(link, () => outboxes.sources(), sweepMs);
    const watchClock = async (link: NatsLink, clock: Clock) => {
      const watcher = new ClockWatcher(link, replicas);
      if (clock instanceof MeetingClock) await watcher.start(clock);
      return watcher;
    };
    return {
      module: MessagingModule,
      providers: [
        { provide: NatsLink, useFactory: openLink },
        { provide: OutboxRelay, useFactory: openRelay, inject: [NatsLink, Outboxes] },
        { provide: ClockWatcher, useFactory: watchClock, inject: [NatsLink, Clock] },
        { provide: RpcServer, useFactory: (link: NatsLink, trail: AuditTrail) => new RpcServer(service, link, trail), inject: [NatsLink, AuditTrail] },
        {
          provide: EventServer,
          useFactory: (link: NatsLink, deadLetters: DeadLetters, clock: Clock) => new EventServer(service, link, deadLetters, clock, delivery),
          inject: [NatsLink, DeadLetters, Clock],
        },
        Outboxes, AuditTrail, RpcClient, DeadLetters, Hints, MessagingWork, MessagingMetrics,
      ],
      exports: [NatsLink, AuditTrail, RpcServer, EventServer, RpcClient, OutboxRelay, DeadLetters, Hints, MessagingWork],
    };
  }

  /** The servers have stopped and finished by now. */
  async onApplicationShutdown(): Promise<void> {
    this.watcher.stop();
    await this.relay.stop();
    await this.link.close();
  }
}

/** Connects the controllers' `@HandlesRpc` and `@HandlesEvent` methods; they take work once `startAllMicroservices` is called. */
export const connectMessaging = (app: INestApplication): void => {
  for (const strategy of [app.get(RpcServer), app.get(EventServer)]) app.connectMicroservice({ strategy }, { inheritAppConfig: false });
};
