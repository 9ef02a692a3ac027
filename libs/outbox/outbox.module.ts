import { type DynamicModule, Global, Module } from '@nestjs/common';
import { type Connection } from 'mongoose';
import {
  AuditTrail,
  ClockWatcher,
  Continuity,
  type Keeping,
  Memory,
  MessagingModule,
  type MessagingOptions,
  NatsLink,
} from '#messaging';
import { connectionToken, isDatabaseAway, Leases, outboxModels } from '#persistence';
import { MessagingWork } from './messaging-work.js';
import { MongoMemory } from './mongo-memory.js';
import { OutboxMetrics } from './outbox-metrics.js';
import { OutboxRelay } from './outbox-relay.js';
import { Outboxes } from './outbox-source.js';
import { StoredAuditTrail } from './stored-audit-trail.js';

export type OutboxOptions = MessagingOptions & {
  /** How often left-over events are looked for. */
  readonly sweepMs?: number;
};

const keepingOf = ({ service, sweepMs = 1_000 }: OutboxOptions): Keeping => ({
  providers: [
    Outboxes,
    StoredAuditTrail,
    MessagingWork,
    OutboxMetrics,
    { provide: AuditTrail, useExisting: StoredAuditTrail },
    {
      provide: Memory,
      useFactory: (link: NatsLink, connection: Connection, leases: Leases) =>
        new MongoMemory(service, link, { connection, leases }, () => outboxModels(connection)),
      inject: [NatsLink, connectionToken, Leases],
    },
    {
      provide: OutboxRelay,
      useFactory: (link: NatsLink, outboxes: Outboxes, continuity: Continuity) =>
        new OutboxRelay(link, () => outboxes.sources(), continuity, sweepMs),
      inject: [NatsLink, Outboxes, Continuity],
    },
  ],
  exports: [StoredAuditTrail, MessagingWork, OutboxRelay],
  isAway: isDatabaseAway,
});

/**
 * The messaging of a service with a database: what it writes is published, kept and told again, and what staff have it do
 * is noted. `OutboxRelay` and `MessagingWork` can be injected beside what `MessagingModule` has. It comes after
 * `PersistenceModule`, whose connection it needs to the end.
 */
@Global()
@Module({})
export class OutboxModule extends MessagingModule {
  constructor(
    link: NatsLink,
    watcher: ClockWatcher,
    continuity: Continuity,
    private readonly relay: OutboxRelay,
  ) {
    super(link, watcher, continuity);
  }

  static override forRoot(options: OutboxOptions): DynamicModule {
    return { ...MessagingModule.forRoot(options, keepingOf(options)), module: OutboxModule };
  }

  override async onApplicationShutdown(): Promise<void> {
    await this.relay.stop();
    await super.onApplicationShutdown();
  }
}
