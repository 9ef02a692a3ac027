import { Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Language, ReadSitePage, type SitePage } from '#contracts';
import { AppError, httpStatusOf } from '#platform';
import { preferredLanguage } from '#words';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { type PageContext } from '../reply/reply-page-parts.js';
import { replyPageHeaders } from '../reply/reply-style.js';
import { textOf } from '../reply/text-of.js';
import { SiteLinks } from './site-links.js';
import { type SiteTrouble, siteTroublePage, type SiteTroubleView } from './site-trouble.js';

/** `chosen`: the language that the reader chose; without one it is the site's, and where that is not known the browser's. */
export type SiteVisit = {
  readonly token: string;
  readonly chosen: Language | undefined;
  /** The site's first page. */
  readonly address: string;
  readonly request: FastifyRequest;
  /** What was seen so far: who has trouble after it is told whom to ring about this meeting. */
  seen?: SitePage;
};
export type SiteAnswer = { readonly language: Language } & (
  | { readonly status: number; readonly html: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly redirect: string }
);

export const siteVisitOf = (token: string, query: unknown, body: unknown, request: FastifyRequest): SiteVisit => ({
  token,
  chosen: Language.safeParse(textOf(body, 'show') ?? textOf(query, 'lang')).data,
  address: `/s/${encodeURIComponent(token)}`,
  request,
});

const troubleOf = ({ code, kind }: AppError): SiteTrouble => {
  if (code === 'too-many-requests' || code === 'too-many-changes') return 'too-many';
  return kind === 'unavailable' ? 'unavailable' : 'bad-link';
};

/** Whoever comes by a site's link: what every page is made of, and how every request is answered, also one that fails. */
@Injectable()
export class SiteVisits {
  constructor(
    private readonly links: SiteLinks,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  async read(visit: SiteVisit): Promise<SitePage> {
    visit.seen = await this.links.read(ReadSitePage, { siteToken: visit.token }, visit.request);
    return visit.seen;
  }

  /** `address`: of the page that is shown, where it is not the first one. */
  context(visit: SiteVisit, seen: SitePage, address = visit.address): PageContext {
    const language = visit.chosen ?? seen.language;
    return { language, address, helpPhone: this.config.SALA_HELP_PHONE };
  }

  /** What was done is shown by the first page, which can be loaded again without doing it twice. */
  done(visit: SiteVisit, language: Language, what: string): SiteAnswer {
    const chosen = visit.chosen ?? language;
    return { language: chosen, redirect: `${visit.address}?lang=${chosen}&done=${what}` };
  }

  async answer(
    reply: FastifyReply,
    visit: SiteVisit,
    work: () => Promise<SiteAnswer>,
    again?: SiteTroubleView['again'],
  ): Promise<void> {
    const made = await work().catch((error: unknown): SiteAnswer => {
      if (!(error instanceof AppError) || error.code === 'internal-error') throw error;
      const wait = error.details?.['retryAfterSeconds'];
      if (typeof wait === 'number') reply.header('retry-after', String(wait));
      return this.#trouble(visit, error, again);
    });
    const own = 'html' in made ? made.headers : undefined;
    reply.headers({ ...(own ?? replyPageHeaders), 'content-language': made.language });
    if ('redirect' in made) await reply.redirect(made.redirect, 303);
    else await reply.status(made.status).type('text/html; charset=utf-8').send(made.html);
  }

  #trouble(visit: SiteVisit, error: AppError, again: SiteTroubleView['again']): SiteAnswer {
    const trouble = troubleOf(error);
    const known = visit.chosen ?? visit.seen?.language;
    const language = known ?? preferredLanguage(undefined, visit.request.headers['accept-language']);
    const html = siteTroublePage(
      { language, guessed: known === undefined, address: visit.address, helpPhone: this.config.SALA_HELP_PHONE },
      { trouble, seen: visit.seen, ...(trouble !== 'bad-link' && { again }) },
    );
    return { language, status: trouble === 'bad-link' ? 404 : httpStatusOf(error), html };
  }
}
