import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply } from 'fastify';
import { type GatewayConfig } from '../config.js';
import { isApi, isFormPage, meantPath } from './address.js';

/** The one style that a library of the console puts into the page by itself; it is let in by what it says. */
const pressingStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";
/** The console's own files and nothing else: no script, style or frame of anybody, also not one that was written into the page. */
const consolePolicy = `default-src 'none'; script-src 'self'; style-src 'self' ${pressingStyle}; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** What the build names by its content never changes; the page that names it is asked for anew each time. */
const setHeaders = (reply: FastifyReply, path: string): void =>
  void reply.headers({
    'cache-control': /\/assets\/[^/]+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': consolePolicy,
  });

/** The places of the console: each is the same page, which reads its own address. */
const places = ['/meetings', '/meetings/*', '/directory', '/directory/*', '/system/*', '/account'];

/** Whoever looks at an address that is not there gets the console, which says so in the reader's language and leads on; a program gets the problem. */
const answerLostReaders = (server: FastifyInstance, page: string): void => {
  server.addHook('onSend', (request, reply, payload, done) => {
    const path = meantPath(request.url);
    const isLost =
      reply.statusCode === 404
      && request.method === 'GET'
      && !isApi(path)
      && !isFormPage(path)
      && (request.headers.accept ?? '').includes('text/html');
    if (!isLost) return done(null, payload);
    reply.removeHeader('content-length');
    reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': consolePolicy,
      'cache-control': 'no-store',
    });
    done(null, page);
  });
};

/** The console at / and its places, from its built folder; as long as there is none, / leads to the API's docs. /queues leads to the job queue. */
export const serveConsole = async (app: NestFastifyApplication, config: GatewayConfig): Promise<void> => {
  const server = app.getHttpAdapter().getInstance();
  const folder = config.SALA_CONSOLE_DIR;
  if (folder !== undefined && existsSync(join(folder, 'index.html'))) {
    await app.register(fastifyStatic, { root: folder, prefix: '/', cacheControl: false, setHeaders });
    answerLostReaders(server, readFileSync(join(folder, 'index.html'), 'utf8'));
    for (const place of places) server.get(place, (_request, reply) => reply.sendFile('index.html'));
  } else {
    server.get('/', (_request, reply) => reply.redirect('/docs', 302));
  }
  const queues = config.SALA_QUEUE_BOARD_URL;
  if (queues !== undefined) server.get('/queues', (_request, reply) => reply.redirect(queues, 302));
};
