import { type FastifyInstance } from 'fastify';
import { Language } from '#contracts';
import { preferredLanguage } from '#words';
import { askedLanguage, isPageOfMails, isSitePage, meantPath } from '../http/address.js';
import { type SiteTrouble, siteTroublePage } from '../site/site-trouble.js';
import { troublePage } from './reply-page.js';
import { replyPageHeaders } from './reply-style.js';
import { type Trouble } from './reply-words.js';

/** What is wrong with the request and not with the link is said so: nobody looks for another link in vain. */
const troubleOf = (status: number, payload: unknown): Trouble & SiteTrouble => {
  if (status >= 500) return 'unavailable';
  if (status === 429) return 'too-many';
  if (status === 413) return 'too-large';
  return status === 404 || status === 403 || String(payload).includes('"malformed-address"')
    ? 'bad-link'
    : 'unreadable';
};

/** Whoever answers by the reply page gets a page, also where the request was refused before the page was asked. */
export const registerTroublePages = (server: FastifyInstance, helpPhone: string | undefined): void => {
  server.addHook('onSend', (request, reply, payload, done) => {
    const type = String(reply.getHeader('content-type') ?? '');
    if (
      !isPageOfMails(request.routeOptions.url ?? meantPath(request.url))
      || !type.startsWith('application/problem+json')
      || request.headers.accept === 'application/json'
    )
      return done(null, payload);
    const asked = Language.safeParse(askedLanguage(request.raw.url ?? '/')).data;
    const language = preferredLanguage(asked, request.headers['accept-language']);
    const wait = Number(reply.getHeader('retry-after'));
    reply.removeHeader('content-length');
    reply.headers({ 'content-type': 'text/html; charset=utf-8', 'content-language': language, ...replyPageHeaders });
    const path = meantPath(request.url);
    // The link itself is in the address and goes nowhere but back to it.
    const page = { language, guessed: asked === undefined, address: isPageOfMails(path) ? path : '/', helpPhone };
    const trouble = troubleOf(reply.statusCode, payload);
    done(
      null,
      isSitePage(path)
        ? siteTroublePage(page, { trouble })
        : troublePage(page, { trouble, ...(wait > 0 && { waitSeconds: wait }) }),
    );
  });
};
