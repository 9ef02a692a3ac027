import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { GetReplyForm, GiveOpinion, Id, Language, type ReplyForm, WithdrawOwnOpinion } from '#contracts';
import { AppError, httpStatusOf } from '#platform';
import { preferredLanguage } from '#words';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { ByReplyLink } from '../http/route-access.js';
import { typedOf } from './reply-form.js';
import {
  mistakesInOpinion,
  newOpinionId,
  type OpinionsView,
  readTypedOpinion,
  refusedFields,
  type TypedOpinion,
} from './reply-opinion-form.js';
import { opinionNotSentPage, opinionPage, opinionsId } from './reply-opinions.js';
import { ReplyLinks } from './reply-links.js';
import { closedPage, formPage, troublePage } from './reply-page.js';
import { replyPageHeaders } from './reply-style.js';
import { troubleText } from './reply-words.js';
import { textOf } from './text-of.js';

type Visit = {
  readonly token: string;
  readonly asked: Language | undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};
type Shown = { readonly language: Language; readonly status: number; readonly html: string };

/** Why an opinion is not taken, though nothing is wrong with its fields. */
const refusals: Readonly<Record<string, NonNullable<OpinionsView['refused']>>> = {
  'opinion-id-used': 'other',
  'too-many-opinions': 'full',
  'opinions-changed-too-often': 'closed',
  'opinions-not-asked': 'closed',
  'meeting-cancelled': 'closed',
  'meeting-closed': 'closed',
  'invitation-withdrawn': 'closed',
};
const isBadLink = ({ code, kind }: AppError): boolean =>
  kind === 'forbidden' || code === 'invalid-input' || code === 'invitation-not-found';

/** What an office thinks, on its reply page: given and withdrawn without any script, then shown by a redirect. */
@ApiExcludeController()
@Controller('r/:token/opinions')
export class ReplyOpinionsController {
  constructor(
    private readonly links: ReplyLinks,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  @Post()
  @ByReplyLink()
  async give(
    @Param('token') token: string,
    @Query() query: unknown,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = visitOf(token, query, request, reply);
    const typed = readTypedOpinion(body);
    await this.#answer(visit, typed, async () => {
      const mistakes = mistakesInOpinion(typed);
      if (mistakes.length > 0) return this.#again(visit, 422, { typed, mistakes });
      const { id: opinionId, text, givenBy } = typed;
      try {
        await this.links.ask(GiveOpinion, { replyToken: token, opinionId, text, givenBy }, request);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const fields = refusedFields(error.details?.fields ?? []);
        if (fields.length > 0) return this.#again(visit, 422, { typed, mistakes: fields });
        const refused = refusals[error.code];
        if (refused === undefined) throw error;
        // Sent once more it is another one.
        return this.#again(visit, 409, { typed: { ...typed, id: newOpinionId() }, refused });
      }
      return `opinion=given`;
    });
  }

  @Get(':opinionId')
  @ByReplyLink()
  async one(
    @Param('token') token: string,
    @Param('opinionId') opinionId: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = visitOf(token, query, request, reply);
    await this.#answer(visit, undefined, () => this.#one(visit, opinionId));
  }

  @Post(':opinionId')
  @ByReplyLink()
  async withdraw(
    @Param('token') token: string,
    @Param('opinionId') opinionId: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = visitOf(token, query, request, reply);
    await this.#answer(visit, undefined, async () => {
      const id = Id.safeParse(opinionId);
      if (!id.success) return this.#one(visit, opinionId);
      try {
        await this.links.ask(WithdrawOwnOpinion, { replyToken: token, opinionId: id.data }, request);
      } catch (error) {
        const isOver = error instanceof AppError && (error.code === 'opinion-not-found' || error.code in refusals);
        if (isOver) return this.#one(visit, opinionId);
        throw error;
      }
      return `opinion=withdrawn`;
    });
  }

  async #one(visit: Visit, opinionId: string): Promise<Shown> {
    const form = await this.#form(visit);
    const page = pageOf(visit, form);
    const opinion = form.opinions.given.find(({ id }) => id === opinionId);
    return { language: page.language, status: opinion ? 200 : 404, html: opinionPage(page, form, opinion) };
  }

  /** The whole reply page, with what was typed and what is wrong with it. */
  async #again(visit: Visit, status: number, opinions: OpinionsView): Promise<Shown> {
    const form = await this.#form(visit);
    const page = pageOf(visit, form);
    const typed = typedOf(form.invitation.response, form.invitation.revision);
    const html = form.open
      ? formPage({ ...page, form, typed, opinions })
      : closedPage(page, form, form.closedBecause ?? 'deadline-passed', undefined, opinions);
    return { language: page.language, status, html };
  }

  #form({ token, request }: Visit): Promise<ReplyForm> {
    return this.links.ask(GetReplyForm, { replyToken: token }, request);
  }

  /** Shows a page, or goes back to the reply page with what is to be said there. */
  async #answer(visit: Visit, typed: TypedOpinion | undefined, work: () => Promise<Shown | string>): Promise<void> {
    const { reply, asked } = visit;
    const made = await work().catch((error: unknown) => this.#trouble(visit, typed, error));
    if (typeof made === 'string') {
      const language = asked === undefined ? '' : `&lang=${asked}`;
      await reply.headers(replyPageHeaders).redirect(`${addressOf(visit)}?${made}${language}#${opinionsId}`, 303);
      return;
    }
    const { language, status, html } = made;
    reply.headers({ ...replyPageHeaders, 'content-language': language });
    await reply.status(status).type('text/html; charset=utf-8').send(html);
  }

  #trouble(visit: Visit, typed: TypedOpinion | undefined, error: unknown): Shown {
    if (!(error instanceof AppError) || error.code === 'internal-error') throw error;
    const language = visit.asked ?? preferredLanguage(undefined, visit.request.headers['accept-language']);
    const page = { language, address: addressOf(visit), helpPhone: this.config.SALA_HELP_PHONE };
    if (isBadLink(error)) return { language, status: 404, html: troublePage(page, { trouble: 'bad-link' }) };
    const wait = error.details?.['retryAfterSeconds'];
    const waitSeconds = typeof wait === 'number' ? wait : undefined;
    if (waitSeconds !== undefined) visit.reply.header('retry-after', String(waitSeconds));
    const trouble = error.code === 'too-many-requests' ? 'too-many' : 'unavailable';
    const html =
      typed === undefined
        ? troublePage(page, { trouble, waitSeconds })
        : opinionNotSentPage(page, typed, troubleText(trouble, language, waitSeconds));
    return { language, status: httpStatusOf(error), html };
  }
}

const visitOf = (token: string, query: unknown, request: FastifyRequest, reply: FastifyReply): Visit => ({
  token,
  asked: Language.safeParse(textOf(query, 'lang')).data,
  request,
  reply,
});
const addressOf = ({ token }: Visit): string => `/r/${encodeURIComponent(token)}`;
const pageOf = (visit: Visit, form: ReplyForm) => ({
  language: visit.asked ?? form.invitation.organisation.language,
  address: addressOf(visit),
});
