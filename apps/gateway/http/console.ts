import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyReply } from 'fastify';
import { type GatewayConfig } from '../config.js';

/** What the build names by its content never changes; the page that names it is asked for anew each time. */
const setCaching = (reply: FastifyReply, path: string): void =>
  void reply.header('cache-control', /\/assets\/[^/]+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');

/** The console at /, from its built folder; as long as there is none, / leads to the API's docs. /queues leads to the job queue. */
export const serveConsole = async (app: NestFastifyApplication, config: GatewayConfig): Promise<void> => {
  const server = app.getHttpAdapter().getInstance();
  const folder = config.SALA_CONSOLE_DIR;
  if (folder !== undefined && existsSync(join(folder, 'index.html'))) {
    await app.register(fastifyStatic, { root: folder, prefix: '/', decorateReply: false, cacheControl: false, setHeaders: setCaching });
  } else {
    server.get('/', (_request, reply) => reply.redirect('/docs', 302));
  }
  const queues = config.SALA_QUEUE_BOARD_URL;
  if (queues !== undefined) server.get('/queues', (_request, reply) => reply.redirect(queues, 302));
};
