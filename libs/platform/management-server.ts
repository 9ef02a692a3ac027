import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type Metrics } from './metrics.js';
import { type Readiness } from './readiness.js';

type Answer = { readonly status: number; readonly type: string; readonly body: string };
const json = (status: number, body: unknown): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
});

const answerTo = async (path: string | undefined, metrics: Metrics, readiness: Readiness): Promise<Answer> => {
  if (path === '/health/live') return json(200, { live: true });
  if (path === '/metrics')
    return { status: 200, type: metrics.registry.contentType, body: await metrics.registry.metrics() };
  if (path !== '/health/ready')
    return json(404, { problem: 'there are /health/live, /health/ready and /metrics here' });
  const report = await readiness.report();
  return json(report.ready ? 200 : 503, report);
};

/** Health in detail and metrics on a port of their own, for a service whose other port is open to the public. */
export const startManagementServer = async (
  port: number,
  host: string,
  metrics: Metrics,
  readiness: Readiness,
): Promise<Server> => {
  const server = createServer((request, response) => {
    answerTo(request.url?.split('?')[0], metrics, readiness)
      .catch(() => json(500, { problem: 'it could not be told' }))
      .then(({ status, type, body }) =>
        response
          .writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
          .end(request.method === 'HEAD' ? undefined : body),
      )
      .catch(() => response.destroy());
  });
  server.listen(port, host);
  await once(server, 'listening');
  return server;
};
