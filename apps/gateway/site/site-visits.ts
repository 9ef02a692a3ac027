import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Language, ReadSitePage, type SitePage } from '#contracts';
import { type AppError, httpStatusOf } from '#platform';
import { preferredLanguage } from '#words';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { madeOrTrouble, type PageAnswer, sendPage } from '../reply/page-answer.js';
import { type PageContext } from '../reply/reply-page-parts.js';
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
export type SiteAnswer = PageAnswer;

type ByToken = FastifyRequest<{ readonly Params: { readonly token: string } }>;
/** Who comes by a site's link, by the address and what was posted. */
export const AtSite = createParamDecorator((_data: unknown, context: ExecutionContext): SiteVisit => {
  const request = context.switchToHttp().getRequest<ByToken>();
  const { params, query, body } = request;
  return {
    token: params.token,
    chosen: Language.safeParse(textOf(body, 'show') ?? textOf(query, 'lang')).data,
    address: `/s/${encodeURIComponent(params.token)}`,
    request,
  };
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
    await sendPage(reply, await madeOrTrouble(reply, work, (error) => this.#trouble(visit, error, again)));
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
