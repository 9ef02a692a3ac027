import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { GiveOpinion, Id, WithdrawOwnOpinion } from '#contracts';
import { AppError } from '#platform';
import { ByReplyLink } from '../http/route-access.js';
import { untouched } from './reply-form.js';
import { ReplyLinks } from './reply-links.js';
import {
  mistakesInOpinion,
  newOpinionId,
  type OpinionsView,
  readTypedOpinion,
  refusedFields,
  type TypedOpinion,
} from './reply-opinion-form.js';
import { opinionPage, opinionsId } from './reply-opinions.js';
import { type Page, ReplyVisits, type Visit, visitOf } from './reply-visits.js';
import { textOf } from './text-of.js';

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

/** What an office thinks, on its reply page: given and withdrawn without any script, then shown by a redirect. */
@ApiExcludeController()
@Controller('r/:token/opinions')
export class ReplyOpinionsController {
  constructor(
    private readonly links: ReplyLinks,
    private readonly visits: ReplyVisits,
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
    const visit = visitOf(token, query, textOf(body, 'show'), request);
    const typed = readTypedOpinion(body);
    const fields: [string, string][] = [
      ['opinion', typed.id],
      ['text', typed.text],
      ['givenBy', typed.givenBy],
    ];
    const again = { action: `${visit.address}/opinions`, fields };
    await this.visits.answer(reply, visit, { again }, () =>
      textOf(body, 'show') === undefined ? this.#take(visit, typed) : this.#again(200, visit, { typed }),
    );
  }

  /** One opinion whole, where it can be withdrawn. */
  @Get(':opinionId')
  @ByReplyLink()
  async one(
    @Param('token') token: string,
    @Param('opinionId') opinionId: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = visitOf(token, query, undefined, request);
    await this.visits.answer(reply, visit, undefined, () => this.#one(visit, opinionId));
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
    const visit = visitOf(token, query, undefined, request);
    const again = { action: `${visit.address}/opinions/${encodeURIComponent(opinionId)}`, fields: [] };
    await this.visits.answer(reply, visit, { again }, async () => {
      const id = Id.safeParse(opinionId);
      if (!id.success) return this.#one(visit, opinionId);
      try {
        await this.links.ask(WithdrawOwnOpinion, { replyToken: token, opinionId: id.data }, request);
      } catch (error) {
        const isOver = error instanceof AppError && (error.code === 'opinion-not-found' || error.code in refusals);
        if (isOver) return this.#one(visit, opinionId);
        throw error;
      }
      return this.#back(visit, 'withdrawn');
    });
  }

  async #take(visit: Visit, typed: TypedOpinion): Promise<Page> {
    const mistakes = mistakesInOpinion(typed);
    if (mistakes.length > 0) return this.#again(422, visit, { typed, mistakes });
    const { id: opinionId, text, givenBy } = typed;
    try {
      await this.links.ask(GiveOpinion, { replyToken: visit.token, opinionId, text, givenBy }, visit.request);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const refusedAt = refusedFields(error.details?.fields ?? []);
      if (refusedAt.length > 0) return this.#again(422, visit, { typed, mistakes: refusedAt });
      const refused = refusals[error.code];
      if (refused === undefined) throw error;
      // Sent once more it is another one.
      return this.#again(409, visit, { typed: { ...typed, id: newOpinionId() }, refused });
    }
    return this.#back(visit, 'given');
  }

  /** To the reply page, which says what was done. */
  async #back(visit: Visit, done: NonNullable<OpinionsView['done']>): Promise<Page> {
    const { language } = this.visits.context(visit, await this.visits.form(visit));
    return { language, redirect: `${visit.address}?opinion=${done}&lang=${language}#${opinionsId}` };
  }

  async #one(visit: Visit, opinionId: string): Promise<Page> {
    const form = await this.visits.form(visit);
    const context = this.visits.context(visit, form);
    const opinion = form.opinions.given.find(({ id }) => id === opinionId);
    return { language: context.language, status: opinion ? 200 : 404, html: opinionPage(context, form, opinion) };
  }

  /** The whole reply page, with what was typed and what is wrong with it. */
  async #again(status: number, visit: Visit, opinions: OpinionsView): Promise<Page> {
    const form = await this.visits.form(visit);
    return this.visits.page(status, visit, form, { typed: untouched(form), opinions });
  }
}
