import { Body, Controller, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { WithdrawReply } from '#contracts';
import { AppError, fieldProblems } from '#platform';
import { isProblemCode } from '#words';
import { ByReplyLink } from '../http/route-access.js';
import { expectedRevisionOf, untouched } from './reply-form.js';
import { ReplyLinks } from './reply-links.js';
import { ReplyVisits, type Page, type Visit, visitOf } from './reply-visits.js';
import { textOf } from './text-of.js';
import { type Withdrawal } from './withdraw-form.js';

const conflicts = new Set([
  'revision-conflict',
  'deadline-passed',
  'meeting-cancelled',
  'meeting-closed',
  'invitation-withdrawn',
]);
const lineIn = (body: unknown, name: string): string => {
  const value = textOf(body, name);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
};

/** Where an office takes back by its link what it has said. What it is shown afterwards is the page with its form, as it stands now. */
@ApiExcludeController()
@Controller('r/:token/withdrawal')
export class WithdrawReplyController {
  constructor(
    private readonly links: ReplyLinks,
    private readonly visits: ReplyVisits,
  ) {}

  @Post()
  @ByReplyLink()
  async withdraw(
    @Param('token') token: string,
    @Query() query: unknown,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = visitOf(token, query, textOf(body, 'show'), request);
    const [reason, revision] = [lineIn(body, 'reason'), lineIn(body, 'revision')];
    const fields: [string, string][] = [
      ['reason', reason],
      ['revision', revision],
    ];
    const again = { action: `${visit.address}/withdrawal`, fields };
    await this.visits.answer(reply, visit, { again }, () =>
      textOf(body, 'show') === undefined
        ? this.#take(visit, reason, revision)
        : this.#shown(200, visit, { reason, revision }),
    );
  }

  async #take(visit: Visit, reason: string, revision: string): Promise<Page> {
    const read = WithdrawReply.request.shape.reason.safeParse(reason.replaceAll('\n', ' '));
    if (!read.success) {
      const code = fieldProblems(read.error.issues)[0]?.code;
      return this.#shown(422, visit, { reason, revision, mistake: isProblemCode(code) ? code : 'not-accepted' });
    }
    try {
      const expectedRevision = expectedRevisionOf({ revision });
      const { invitation } = await this.links.ask(
        WithdrawReply,
        { replyToken: visit.token, reason: read.data, expectedRevision },
        visit.request,
      );
      const language = visit.asked ?? invitation.organisation.language;
      return { language, redirect: `${visit.address}?lang=${language}` };
    } catch (error) {
      if (!(error instanceof AppError) || !conflicts.has(error.code)) throw error;
      return this.#shown(409, visit, { reason, overtaken: error.code === 'revision-conflict' });
    }
  }

  /** The page once more, with the reason that was typed; without a revision it is the one that is seen now. */
  async #shown(
    status: number,
    visit: Visit,
    { revision, ...withdrawal }: Withdrawal & { readonly revision?: string },
  ): Promise<Page> {
    const form = await this.visits.form(visit);
    const seen = untouched(form);
    return this.visits.page(status, visit, form, {
      typed: { ...seen, revision: revision ?? seen.revision },
      withdrawal,
    });
  }
}
