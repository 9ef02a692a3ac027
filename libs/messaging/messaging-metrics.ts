import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Metrics } from '#platform';
import { MessagingWork } from './messaging-work.js';
import { NatsLink } from './nats-link.js';
import { OutboxRelay } from './outbox-relay.js';
import { deadStream } from './topology.js';

/** What waits, asked when the metrics are read. While it cannot be asked it is not a number: neither 0 nor the last figure would be true. */
@Injectable()
export class MessagingMetrics {
  constructor(metrics: Metrics, work: MessagingWork, link: NatsLink, relay: OutboxRelay) {
    const gauge = (name: string, help: string, ask: () => Promise<number>) =>
      new Gauge({
        name,
        help,
        registers: [metrics.registry],
        async collect() {
          try {
            this.set(link.connected ? await ask() : Number.NaN);
          } catch {
            this.set(Number.NaN);
          }
        },
      });
    gauge('sala_outbox_pending', 'Events written and not yet published', async () => (await work.pending()).outbox);
    gauge('sala_outbox_stepped_over', 'Aggregates whose events are refused by NATS or cannot be read, while others go on', () => Promise.resolve(relay.steppedOver));
    gauge('sala_events_unhandled', 'Events published and not yet handled by this service, over all its replicas', async () => (await work.pending()).unhandled);
    gauge('sala_dead_letters', 'Dead letters of all services', async () => (await link.jsm.streams.info(deadStream)).state.messages);
  }
}
