import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** The service's metrics, as Prometheus reads them at /metrics. Providers add theirs with `registers: [metrics.registry]`. */
export class Metrics {
  readonly registry = new Registry();
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>;

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
    this.requestSeconds = new Histogram({
      name: 'sala_http_request_seconds',
      help: 'How long HTTP requests took, by method, route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [this.registry],
    });
  }
}
