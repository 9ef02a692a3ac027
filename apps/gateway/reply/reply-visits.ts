import { Injectable, type StreamableFile } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { GetReplyForm, Language, type ReplyForm } from '#contracts';
import { type AppError, httpStatusOf } from '#platform';
import { preferredLanguage } from '#words';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { nothing } from '../http/headers.js';
import { madeOrTrouble, type PageAnswer, sendPage } from './page-answer.js';
import { type Typed } from './reply-form.js';
import { ReplyLinks } from './reply-links.js';
import { type Again, closedPage, formPage, troublePage } from './reply-page.js';
import { type FormView } from './reply-page-form.js';
import { type PageContext } from './reply-page-parts.js';
import { replyPageHeaders } from './reply-style.js';
import { type Trouble } from './reply-words.js';
import { textOf } from './text-of.js';

/** `asked`: the language that the reader chose on the page; without one it is the office's, and where that is not known the browser's. */
export type Visit = {
  readonly token: string;
  readonly asked: Language | undefined;
  readonly address: string;
  readonly request: FastifyRequest;
  /** What was seen of the invitation so far: who has trouble after it is told whom to ring about this meeting. */
  seen?: ReplyForm;
};
export type Page = PageAnswer;
export type FileAnswer = { readonly file: StreamableFile };
/** What somebody typed, which a page of trouble must not lose: as it was typed, and how it is posted once more. */
export type Kept = { readonly typed?: Typed; readonly again: Again };

/** A file is saved and never shown as a page of Sala's. */
const fileHeaders = { ...replyPageHeaders, 'content-security-policy': nothing } as const;
const troubles: Readonly<Record<string, Trouble>> = {
  'file-not-found': 'no-such-file',
  'too-many-requests': 'too-many',
  'too-many-changes': 'too-many',
  'too-many-revisions': 'no-more-changes',
};
const troubleOf = ({ code, kind }: AppError): Trouble =>
  troubles[code] ?? (kind === 'unavailable' ? 'unavailable' : 'bad-link');

export const visitOf = (token: string, query: unknown, shown: unknown, request: FastifyRequest): Visit => {
  const asked = Language.safeParse(shown ?? textOf(query, 'lang')).data;
  return { token, asked, address: `/r/${encodeURIComponent(token)}`, request };
};

/** Whoever comes by a reply link: what the page is made of, and how every request is answered, also one that fails. */
@Injectable()
export class ReplyVisits {
  constructor(
    private readonly links: ReplyLinks,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  async form(visit: Visit): Promise<ReplyForm> {
    visit.seen = await this.links.ask(GetReplyForm, { replyToken: visit.token }, visit.request);
    return visit.seen;
  }

  /** Everything that a page needs whatever it says. */
  context(visit: Visit, form: ReplyForm): PageContext {
    const language = visit.asked ?? form.invitation.organisation.language;
    const here = visit.request.url.split('?', 1)[0] === visit.address;
    return { language, here, address: visit.address, helpPhone: this.config.SALA_HELP_PHONE };
  }

  page(status: number, visit: Visit, form: ReplyForm, view: Pick<FormView, 'typed'> & Partial<FormView>): Page {
    const context = this.context(visit, form);
    const because = form.open ? undefined : (form.closedBecause ?? 'deadline-passed');
    const html =
      because === undefined
        ? formPage({ ...context, form, ...view })
        : closedPage(
            context,
            form,
            because,
            { ...(view.touched && { typed: view.typed }), ...(view.withdrawal && { reason: view.withdrawal.reason }) },
            view.opinions,
          );
    return { language: context.language, status, html };
  }

  async answer(
    reply: FastifyReply,
    visit: Visit,
    kept: Kept | undefined,
    work: () => Promise<Page | FileAnswer>,
  ): Promise<void> {
    const made = await madeOrTrouble(reply, work, (error, waitSeconds) =>
      this.#trouble(visit, error, kept, waitSeconds),
    );
    if ('file' in made) {
      const { type, disposition, length } = made.file.getHeaders();
      reply.headers({ ...fileHeaders, 'content-type': type, 'content-disposition': disposition });
      if (length !== undefined) reply.header('content-length', length);
      return void (await reply.send(made.file.getStream()));
    }
    await sendPage(reply, made);
  }

  #trouble(visit: Visit, error: AppError, kept: Kept | undefined, waitSeconds: number | undefined): Page {
    const trouble = troubleOf(error);
    const known = visit.asked ?? visit.seen?.invitation.organisation.language;
    const language = known ?? preferredLanguage(undefined, visit.request.headers['accept-language']);
    const guessed = known === undefined;
    const html = troublePage(
      { language, guessed, address: visit.address, helpPhone: this.config.SALA_HELP_PHONE },
      { trouble, waitSeconds, form: visit.seen, ...(trouble !== 'bad-link' && kept) },
    );
    return { language, status: trouble === 'bad-link' ? 404 : httpStatusOf(error), html };
  }
}
