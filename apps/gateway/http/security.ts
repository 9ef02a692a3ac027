import { type FastifyInstance } from 'fastify';
import { invalid } from '#platform';

const pages = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const nothing = "default-src 'none'; frame-ancestors 'none'";

/**
 * Headers for whatever is answered, where the route has not set stricter ones itself; and the API takes JSON only, which
 * no other site's form can send.
 */
export const registerSecurity = (server: FastifyInstance, secure: boolean): void => {
  server.addHook('onRequest', (request, _reply, done) => {
    const type = request.headers['content-type'];
    const wrong = request.url.startsWith('/api/') && type !== undefined && !/^application\/json\b/i.test(type);
    done(wrong ? invalid('wrong-media-type', 'Send the body as application/json') : undefined);
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    const policy = request.url.startsWith('/api/') ? nothing : pages;
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', policy);
    if (!reply.hasHeader('referrer-policy')) reply.header('referrer-policy', 'same-origin');
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff').header('x-frame-options', 'DENY').header('cross-origin-opener-policy', 'same-origin');
    if (secure) reply.header('strict-transport-security', 'max-age=31536000');
    done(null, payload);
  });
};

/** What a stream answers with, which is written past the hooks. */
export const streamHeaders = (correlationId: string, secure: boolean): Record<string, string> => ({
  'x-correlation-id': correlationId, 'content-security-policy': nothing, 'referrer-policy': 'same-origin', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin', ...(secure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
});
