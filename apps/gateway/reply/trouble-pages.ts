import { type FastifyInstance } from 'fastify';
import { preferredLanguage } from '#platform';
import { isReplyPage, meantPath } from '../http/address.js';
import { troublePage } from './reply-page.js';
import { replyPolicy } from './reply-style.js';

/** Whoever answers by the reply page gets a page, also where the request was refused before the page was asked. */
export const registerTroublePages = (server: FastifyInstance): void => {
  server.addHook('onSend', (request, reply, payload, done) => {
    const type = String(reply.getHeader('content-type') ?? '');
    if (!isReplyPage(request.routeOptions.url ?? meantPath(request.url)) || !type.startsWith('application/problem+json') || request.headers.accept === 'application/json') return done(null, payload);
    const language = preferredLanguage(undefined, request.headers['accept-language']);
    const trouble = reply.statusCode >= 500 ? 'unavailable' : 'bad-link';
    reply.removeHeader('content-length');
    reply.headers({ 'content-type': 'text/html; charset=utf-8', 'content-language': language, 'content-security-policy': replyPolicy, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    // The link itself is in the address and goes nowhere but back to it.
    done(null, troublePage({ language, address: meantPath(request.url).startsWith('/r/') ? meantPath(request.url) : '/' }, trouble));
  });
};
