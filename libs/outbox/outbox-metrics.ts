import { Injectable } from '@nestjs/common';
import { NatsLink, whileConnected } from '#messaging';
import { Metrics } from '#platform';
import { MessagingWork } from './messaging-work.js';
import { OutboxRelay } from './outbox-relay.js';

/** What waits to be published, asked when the metrics are read. */
@Injectable()
export class OutboxMetrics {
  constructor(metrics: Metrics, work: MessagingWork, relay: OutboxRelay, link: NatsLink) {
    const gauge = whileConnected(link, metrics);
    gauge('sala_outbox_pending', 'Events written and not yet published', async () => (await work.pending()).outbox);
    gauge(
      'sala_outbox_stepped_over',
      'Aggregates whose events are refused by NATS or cannot be read, while others go on',
      () => Promise.resolve(relay.steppedOver),
    );
  }
}
