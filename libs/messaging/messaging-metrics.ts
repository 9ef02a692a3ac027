import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Metrics } from '#platform';
import { Consumers } from './consumers.js';
import { NatsLink } from './nats-link.js';
import { deadStream } from './topology.js';

/** Gauges that are asked when the metrics are read. While one cannot be asked it is not a number: neither 0 nor the last figure would be true. */
export const whileConnected =
  (link: NatsLink, metrics: Metrics) =>
  (name: string, help: string, ask: () => Promise<number>): Gauge =>
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

/** What waits to be handled. */
@Injectable()
export class MessagingMetrics {
  constructor(metrics: Metrics, consumers: Consumers, link: NatsLink) {
    const gauge = whileConnected(link, metrics);
    gauge('sala_events_unhandled', 'Events published and not yet handled by this service, over all its replicas', () =>
      consumers.countUnhandled(),
    );
    gauge(
      'sala_dead_letters',
      'Dead letters of all services',
      async () => (await link.jsm.streams.info(deadStream)).state.messages,
    );
  }
}
