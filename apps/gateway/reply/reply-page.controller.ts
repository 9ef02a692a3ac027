import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { GetReplyFile, Id, RecordReply } from '#contracts';
import { AppError, notFound } from '#platform';
import { Downloads } from '../download/downloads.js';
import { ByReplyLink } from '../http/route-access.js';
import { expectedRevisionOf, mistakesOf, postedOf, readTyped, untouched } from './reply-form.js';
import { opinionDoneIn } from './reply-opinion-form.js';
import { ReplyLinks } from './reply-links.js';
import { againOf, confirmedIn, nextStep, type NextStep } from './reply-steps.js';
import { type Page, ReplyVisits, type Visit, visitOf } from './reply-visits.js';
import { reviewPage } from './review-page.js';
import { textOf } from './text-of.js';

const conflicts = new Set([
  'revision-conflict',
  'deadline-passed',
  'meeting-cancelled',
  'meeting-closed',
  'invitation-withdrawn',
]);
/** What the meeting's form does not take, told field by field. */
const refusals = new Set(['invalid-reply', 'over-quota']);

/** The page that an office answers on, without any script. Opening it changes nothing; a reply is posted, then shown by a redirect. */
@ApiExcludeController()
@Controller('r/:token')
export class ReplyPageController {
  constructor(
    private readonly links: ReplyLinks,
    private readonly visits: ReplyVisits,
    private readonly downloads: Downloads,
  ) {}

  @Get()
  @ByReplyLink()
  async open(
    @Param('token') token: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = visitOf(token, query, undefined, request);
    await this.visits.answer(reply, visit, undefined, async () => {
      const form = await this.visits.form(visit);
      const typed = untouched(form);
      return this.visits.page(200, visit, form, {
        typed,
        done: textOf(query, 'done') === '1',
        opinions: opinionDoneIn(query),
      });
    });
  }

  /** A file of the meeting; what is not there, or not any more, is a page that leads back. */
  @Get('files/:fileId')
  @ByReplyLink()
  async file(
    @Param('token') token: string,
    @Param('fileId') fileId: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = visitOf(token, query, undefined, request);
    await this.visits.answer(reply, visit, undefined, async () => {
      const id = Id.safeParse(fileId);
      if (!id.success) throw notFound('file-not-found', { values: { id: 'file' } });
      try {
        const made = await this.links.ask(GetReplyFile, { replyToken: token, fileId: id.data }, request);
        return { file: await this.downloads.answer(made) };
      } catch (error) {
        // The page that leads back names whom to ring about this meeting.
        if (error instanceof AppError && error.code === 'file-not-found') await this.visits.form(visit);
        throw error;
      }
    });
  }

  @Post()
  @ByReplyLink()
  async send(
    @Param('token') token: string,
    @Query() query: unknown,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = visitOf(token, query, textOf(body, 'show'), request);
    const typed = readTyped(body);
    const again = { action: visit.address, fields: [...postedOf(typed), ...againOf(body)] };
    await this.visits.answer(reply, visit, { typed, again }, () => this.#take(visit, body));
  }

  async #take(visit: Visit, body: unknown): Promise<Page> {
    const form = await this.visits.form(visit);
    const confirmed = confirmedIn(body, form.invitation);
    if (confirmed === 'other') return this.visits.page(409, visit, form, { typed: untouched(form), conflict: true });
    const next = nextStep(confirmed ?? body, form.meeting.form);
    if (next.step === 'form')
      return this.visits.page(next.mistakes ? 422 : 200, visit, form, { ...next, touched: true });
    if (next.step === 'send') return this.#send(visit, next);
    const { typed } = next;
    if (!form.open) return this.visits.page(200, visit, form, { typed, touched: true });
    const context = this.visits.context(visit, form);
    return { language: context.language, status: 200, html: reviewPage({ ...context, form, ...next }) };
  }

  async #send(visit: Visit, { typed, content }: Extract<NextStep, { content: unknown }>): Promise<Page> {
    try {
      const { invitation } = await this.links.ask(
        RecordReply,
        { replyToken: visit.token, content, expectedRevision: expectedRevisionOf(typed) },
        visit.request,
      );
      const language = visit.asked ?? invitation.organisation.language;
      return { language, redirect: `${visit.address}?done=1&lang=${language}` };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const isRefused = refusals.has(error.code);
      if (!isRefused && !conflicts.has(error.code)) throw error;
      const now = await this.visits.form(visit);
      if (isRefused)
        return this.visits.page(422, visit, now, {
          typed,
          touched: true,
          mistakes: mistakesOf(typed, error.details?.fields ?? []),
        });
      return this.visits.page(409, visit, now, {
        typed: { ...typed, revision: String(now.invitation.revision) },
        touched: true,
        conflict: error.code === 'revision-conflict',
      });
    }
  }
}
