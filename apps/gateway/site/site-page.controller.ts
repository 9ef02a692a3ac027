import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { ConfirmSiteCheck, type SitePage } from '#contracts';
import { AppError, Clock } from '#platform';
import { sitePageWordsOf } from '#words';
import { ByReplyLink } from '../http/route-access.js';
import { textOf } from '../reply/text-of.js';
import { confirmationOf, presentIn, typedConfirmation } from './site-confirming.js';
import { SiteLinks } from './site-links.js';
import { type SiteDone, siteFirstPage, type SiteView } from './site-page.js';
import { fieldsOf, mistakesOf, revisionIn, type Typed } from './site-typed.js';
import { AtSite, type SiteAnswer, type SiteVisit, SiteVisits } from './site-visits.js';

const overtaken = new Set(['check-changed', 'check-not-booked', 'check-over', 'calendar-busy', 'site-closed']);
const isDone = (text: unknown): text is SiteDone =>
  typeof text === 'string' && Object.hasOwn(sitePageWordsOf('th').done, text);
const present = ConfirmSiteCheck.request.shape.present;

/** What a site opens by the link in its mails, without any script. Opening it changes nothing; one press confirms. */
@ApiExcludeController()
@Controller('s/:token')
export class SitePageController {
  constructor(
    private readonly visits: SiteVisits,
    private readonly links: SiteLinks,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ByReplyLink()
  async open(@AtSite() visit: SiteVisit, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    const said = textOf(query, 'done');
    await this.visits.answer(reply, visit, async () => {
      const seen = await this.visits.read(visit);
      return this.#shown(200, visit, seen, { ...(isDone(said) && { done: said }) });
    });
  }

  @Post('confirmation')
  @ByReplyLink()
  async confirm(@AtSite() visit: SiteVisit, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedConfirmation(body);
    const again = { action: `${visit.address}/confirmation`, fields: fieldsOf(typed) };
    await this.visits.answer(reply, visit, () => this.#take(visit, typed), again);
  }

  async #take(visit: SiteVisit, typed: Typed): Promise<SiteAnswer> {
    const { present: named, rowOf } = presentIn(typed);
    const read = present.safeParse(named);
    if (!read.success) {
      const seen = await this.visits.read(visit);
      const at = (field: string) => {
        const [row = '', ...names] = field.split('.');
        return ['present', rowOf[Number(row)] ?? row, ...names].join('.');
      };
      const mistakes = mistakesOf(read.error.issues, visit.chosen ?? seen.language, at);
      return this.#shown(422, visit, seen, { confirming: { typed, mistakes } });
    }
    try {
      const asked = {
        siteToken: visit.token,
        checkId: typed['checkId'] ?? '',
        expectedRevision: Math.max(1, revisionIn(typed['revision'])),
        present: read.data,
      };
      const { language } = await this.links.say(ConfirmSiteCheck, asked, visit.request);
      return this.visits.done(visit, language, 'confirmed');
    } catch (error) {
      if (!(error instanceof AppError) || !overtaken.has(error.code)) throw error;
      const seen = await this.visits.read(visit);
      const confirming = { typed: { ...typed, ...seenOf(seen) }, mistakes: [] };
      return this.#shown(409, visit, seen, { confirming, overtaken: true });
    }
  }

  #shown(status: number, visit: SiteVisit, seen: SitePage, view: Partial<SiteView>): SiteAnswer {
    const page = this.visits.context(visit, seen);
    const confirming = { typed: confirmationOf(seen), mistakes: [] };
    const html = siteFirstPage(page, { seen, now: this.clock.now(), confirming, ...view });
    return { language: page.language, status, html };
  }
}

/** Which appointment is confirmed now, whoever was typed. */
const seenOf = (seen: SitePage): Typed => {
  const { checkId = '', revision = '' } = confirmationOf(seen);
  return { checkId, revision };
};
