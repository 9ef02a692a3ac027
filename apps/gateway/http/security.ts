import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { routed } from '#contracts';
import { invalid } from '#platform';
import { isApi, isFormPage, meantPath, wrongAddress } from './address.js';
import { refuse } from './client-errors.js';
import { fixedHeaders, nothing, pages } from './headers.js';
import { fileType } from './file-body.js';
import { Methods } from './methods.js';
import { readForm, readJson } from './strict-json.js';

/** The most that a body may hold: lists of offices are large, everything else is what a person types. */
const typedBytes = 256 * 1024;
const listBytes = 2 * 1024 * 1024;
/** Where a file is taken as it comes: whoever takes it counts. */
const files = new Set<string>(
  routed.flatMap(({ http }) => (http.body === 'file' ? [`${http.method} ${http.path}`] : [])),
);
const lists = new Set<string>(routed.flatMap(({ http }) => (http.bodyLimit === 'list' ? [http.path] : [])));

/** Where a request goes: the route that takes it, else what its address means, never how it is spelt. */
const pathOf = (request: FastifyRequest): string => request.routeOptions.url ?? meantPath(request.url);

/** The media type must be the one that the path takes, in UTF-8. */
const wrongType = (method: string, path: string, type: string | undefined) => {
  // What takes a file says itself what it takes, once it is known who sends it.
  if (type === undefined || files.has(`${method} ${path}`)) return undefined;
  const [media = '', ...parameters] = type.split(';').map((part) => part.trim().toLowerCase());
  const wanted = isApi(path) ? 'application/json' : 'application/x-www-form-urlencoded';
  if ((isApi(path) || isFormPage(path)) && media !== wanted) return invalid('wrong-media-type', { values: { wanted } });
  const charset = parameters
    .find((part) => part.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  return charset === undefined || charset === 'utf-8' || charset === 'utf8' ? undefined : invalid('wrong-charset');
};

/** The doors of the gateway: addresses, methods, media types and bodies are refused here before anything is made of them. */
export const registerSecurity = (server: FastifyInstance, secure: boolean): void => {
  const methods = new Methods();
  methods.follow(server);
  server.addHook('onRoute', (route) => {
    route.bodyLimit = lists.has(route.url) ? listBytes : typedBytes;
  });
  server.addHook('onRequest', (request, reply, done) => {
    const wrong = wrongAddress(request.raw.url ?? '/');
    if (wrong !== undefined) return refuse(wrong, request, reply);
    const allowed = request.is404 || request.method === 'OPTIONS' ? methods.of(request.url) : [];
    if (allowed.length > 0 && !allowed.includes(request.method)) {
      reply.header('allow', allowed.join(', '));
      return refuse(invalid('method-not-allowed', { values: { allowed: allowed.join(', ') } }), request, reply);
    }
    if (allowed.length > 0 && request.method === 'OPTIONS')
      return void reply.header('allow', allowed.join(', ')).status(204).send();
    const type = wrongType(request.method, pathOf(request), request.headers['content-type']);
    if (type !== undefined) return refuse(type, request, reply);
    done();
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    const path = pathOf(request);
    const type = reply.getHeader('content-type');
    if (typeof type === 'string' && /^text\/(html|css|plain)$/i.test(type))
      reply.header('content-type', `${type}; charset=utf-8`);
    if (!reply.hasHeader('content-security-policy'))
      reply.header('content-security-policy', isApi(path) ? nothing : pages);
    if (!reply.hasHeader('referrer-policy')) reply.header('referrer-policy', 'same-origin');
    if ((isApi(path) || reply.statusCode >= 400) && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
    // A page that needs a camera says so itself; it is refused to all others.
    const permitted = reply.getHeader('permissions-policy');
    reply.headers({ ...fixedHeaders(secure), ...(permitted !== undefined && { 'permissions-policy': permitted }) });
    done(null, payload);
  });
  server.removeContentTypeParser(['application/json', 'text/plain']);
  // One click in a mail program sends a form in parts (RFC 8058); that it came is all that it says.
  server.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, _body, done) => done(null));
  server.addContentTypeParser(fileType, (_request, body, done) => done(null, body));
};

type Parsers = {
  useBodyParser(
    type: string,
    options: object,
    parser: (request: unknown, body: Buffer, done: (error: Error | null, body?: unknown) => void) => void,
  ): unknown;
};

/** Bodies are read by what they say and by nothing else. */
export const registerBodies = (app: Parsers): void => {
  const by =
    (read: (bytes: Uint8Array) => unknown) =>
    (_request: unknown, body: Buffer, done: (error: Error | null, body?: unknown) => void) => {
      try {
        done(null, read(body));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    };
  app.useBodyParser('application/json', {}, by(readJson));
  app.useBodyParser('application/x-www-form-urlencoded', {}, by(readForm));
};
