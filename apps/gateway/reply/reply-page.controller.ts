import { Body, Controller, Get, Param, Post, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { GetReplyFile, GetReplyForm, Id, Language, RecordReply, type ReplyForm } from '#contracts';
import { AppError, httpStatusOf, notFound } from '#platform';
import { preferredLanguage } from '#words';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { Downloads } from '../download/downloads.js';
import { nothing } from '../http/headers.js';
import { ByReplyLink } from '../http/route-access.js';
import {
  checkTyped,
  expectedRevisionOf,
  mistakesOf,
  readTyped,
  type Typed,
  typedOf,
  withOneMore,
} from './reply-form.js';
import { opinionDoneIn } from './reply-opinion-form.js';
import { closedPage, formPage, troublePage } from './reply-page.js';
import { type FormView } from './reply-page-form.js';
import { ReplyLinks } from './reply-links.js';
import { replyPageHeaders } from './reply-style.js';
import { type Trouble } from './reply-words.js';
import { textOf } from './text-of.js';

/** `asked`: the language that the reader chose on the page; without one it is the office's, and where that is not known the browser's. */
type Visit = {
  readonly token: string;
  readonly asked: Language | undefined;
  readonly address: string;
  readonly request: FastifyRequest;
};
type Page = { readonly language: Language } & (
  { readonly status: number; readonly html: string } | { readonly redirect: string }
);
type FileAnswer = { readonly file: StreamableFile };

/** A file is saved and never shown as a page of Sala's. */
const fileHeaders = { ...replyPageHeaders, 'content-security-policy': nothing } as const;
const conflicts = new Set([
  'revision-conflict',
  'deadline-passed',
  'meeting-cancelled',
  'meeting-closed',
  'invitation-withdrawn',
]);
/** What the meeting's form does not take, told field by field. */
const refusals = new Set(['invalid-reply', 'over-quota']);
const troubles: Readonly<Record<string, Trouble>> = {
  'file-not-found': 'no-such-file',
  'too-many-requests': 'too-many',
  'too-many-changes': 'too-many',
  'too-many-revisions': 'no-more-changes',
};
const troubleOf = ({ code, kind }: AppError): Trouble =>
  troubles[code] ?? (kind === 'unavailable' ? 'unavailable' : 'bad-link');

/** The page that an office answers on, without any script. Opening it changes nothing; a reply is posted, then shown by a redirect. */
@ApiExcludeController()
@Controller('r/:token')
export class ReplyPageController {
  constructor(
    private readonly links: ReplyLinks,
    @InjectConfig() private readonly config: GatewayConfig,
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
    await this.#answer(reply, visit, undefined, async () => {
      const form = await this.#form(visit);
      const typed = typedOf(form.invitation.response, form.invitation.revision);
      return page(200, visit, form, { typed, done: textOf(query, 'done') === '1', opinions: opinionDoneIn(query) });
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
    await this.#answer(reply, visit, undefined, async () => {
      const id = Id.safeParse(fileId);
      if (!id.success) throw notFound('file-not-found', { values: { id: 'file' } });
      const made = await this.links.ask(GetReplyFile, { replyToken: token, fileId: id.data }, request);
      return { file: await this.downloads.answer(made) };
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
    await this.#answer(reply, visit, typed, () => this.#take(visit, typed, body));
  }

  async #take(visit: Visit, typed: Typed, body: unknown): Promise<Page> {
    const form = await this.#form(visit);
    const again = (status: number, view: Pick<FormView, 'typed'> & Partial<FormView>) =>
      page(status, visit, form, { touched: true, ...view });
    const settings = form.meeting.form;
    if (textOf(body, 'more') !== undefined) return again(200, { typed: withOneMore(typed, settings), added: true });
    if (textOf(body, 'show') !== undefined) return again(200, { typed });
    const checked = checkTyped(typed, settings);
    if ('mistakes' in checked) return again(422, { typed, mistakes: checked.mistakes });
    try {
      const { invitation } = await this.links.ask(
        RecordReply,
        { replyToken: visit.token, content: checked.content, expectedRevision: expectedRevisionOf(typed) },
        visit.request,
      );
      const language = visit.asked ?? invitation.organisation.language;
      return { language, redirect: `${visit.address}?done=1&lang=${language}` };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const isRefused = refusals.has(error.code);
      if (!isRefused && !conflicts.has(error.code)) throw error;
      const now = await this.#form(visit);
      if (isRefused)
        return page(422, visit, now, {
          typed,
          touched: true,
          mistakes: mistakesOf(typed, error.details?.fields ?? []),
        });
      return page(409, visit, now, {
        typed: { ...typed, revision: String(now.invitation.revision) },
        touched: true,
        conflict: error.code === 'revision-conflict',
      });
    }
  }

  async #form({ token, request }: Visit): Promise<ReplyForm> {
    return this.links.ask(GetReplyForm, { replyToken: token }, request);
  }

  async #answer(
    reply: FastifyReply,
    visit: Visit,
    typed: Typed | undefined,
    work: () => Promise<Page | FileAnswer>,
  ): Promise<void> {
    const made = await work().catch((error: unknown): Page => {
      if (!(error instanceof AppError) || error.code === 'internal-error') throw error;
      const trouble = troubleOf(error);
      const wait = error.details?.['retryAfterSeconds'];
      const waitSeconds = typeof wait === 'number' ? wait : undefined;
      if (waitSeconds !== undefined) reply.header('retry-after', String(waitSeconds));
      const language = visit.asked ?? preferredLanguage(undefined, visit.request.headers['accept-language']);
      const html = troublePage(
        { language, address: visit.address, helpPhone: this.config.SALA_HELP_PHONE },
        { trouble, waitSeconds, ...(trouble !== 'bad-link' && { typed }) },
      );
      return { language, status: trouble === 'bad-link' ? 404 : httpStatusOf(error), html };
    });
    if ('file' in made) {
      const { type, disposition, length } = made.file.getHeaders();
      reply.headers({ ...fileHeaders, 'content-type': type, 'content-disposition': disposition });
      if (length !== undefined) reply.header('content-length', length);
      return void (await reply.send(made.file.getStream()));
    }
    reply.headers({ ...replyPageHeaders, 'content-language': made.language });
    if ('redirect' in made) await reply.redirect(made.redirect, 303);
    else await reply.status(made.status).type('text/html; charset=utf-8').send(made.html);
  }
}

const visitOf = (token: string, query: unknown, shown: unknown, request: FastifyRequest): Visit => {
  const asked = Language.safeParse(shown ?? textOf(query, 'lang')).data;
  return { token, asked, address: `/r/${encodeURIComponent(token)}`, request };
};

const page = (
  status: number,
  visit: Visit,
  form: ReplyForm,
  view: Pick<FormView, 'typed'> & Partial<FormView>,
): Page => {
  const language = visit.asked ?? form.invitation.organisation.language;
  const page = { language, address: visit.address };
  const because = form.open ? undefined : (form.closedBecause ?? 'deadline-passed');
  return {
    language,
    status,
    html:
      because === undefined
        ? formPage({ ...page, form, ...view })
        : closedPage(page, form, because, view.touched ? view.typed : undefined, view.opinions),
  };
};
