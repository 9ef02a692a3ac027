import { Logger } from '@nestjs/common';
import { type FastifyInstance } from 'fastify';
import { withCorrelation } from './correlation.js';
import { type Metrics } from './metrics.js';
import { type Readiness } from './readiness.js';

const quiet = /^\/(health\/|metrics$)/;

/**
 * What every service's HTTP side has: the correlation id (the request's id) through all of its work and back to the
 * caller, one log line and one measure a request by its route (never its address, which may hold a token), health. What is
 * not ready, and metrics, are told where the port is not open to the public; there by the management port.
 */
export const registerHttpHooks = (
  server: FastifyInstance,
  metrics: Metrics,
  readiness: Readiness,
  isPublic: boolean,
): void => {
  const logger = new Logger('Http');
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-correlation-id', request.id);
    withCorrelation(request.id, done);
  });
  // A body is read in the socket's own context, so that the id is set again behind it.
  server.addHook('preValidation', (request, _reply, done) => withCorrelation(request.id, done));
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    const line = { method: request.method, route, status: reply.statusCode, durationMs: Math.round(reply.elapsedTime) };
    metrics.requestSeconds.observe(
      { method: line.method, route, status: String(line.status) },
      reply.elapsedTime / 1000,
    );
    withCorrelation(request.id, () => {
      if (quiet.test(route)) logger.debug(line, 'request done');
      else logger.log(line, 'request done');
    });
    done();
  });
  server.get('/health/live', async () => ({ live: true }));
  server.get('/health/ready', async (_request, reply) => {
    const report = await readiness.report();
    return reply.status(report.ready ? 200 : 503).send(isPublic ? { ready: report.ready } : report);
  });
  if (!isPublic)
    server.get('/metrics', async (_request, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
    );
};
