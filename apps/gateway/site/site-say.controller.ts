import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { CorrectSiteDossier, Instant, ListSiteTimes, SaySiteBusy, TakeSiteTime } from '#contracts';
import { AppError } from '#platform';
import { errorText } from '#words';
import { ByReplyLink } from '../http/route-access.js';
import { textOf } from '../reply/text-of.js';
import { busyIn, siteBusyPage, typedBusy } from './site-busy-page.js';
import { dossierIn, dossierTyped, typedDossier } from './site-dossier-form.js';
import { siteDossierPage } from './site-dossier-page.js';
import { type FormState } from './site-inputs.js';
import { SiteLinks } from './site-links.js';
import { siteTimesPage } from './site-times-page.js';
import { fieldsOf, type Mistake, revisionIn, type Typed, typedIn } from './site-typed.js';
import { AtSite, type SiteAnswer, type SiteVisit, SiteVisits } from './site-visits.js';

/** Looking for free places looks through a calendar. */
const timeoutMs = 15_000;
const isShown = (body: unknown): boolean => textOf(body, 'show') !== undefined;
const codeOf = (error: unknown): string | undefined => (error instanceof AppError ? error.code : undefined);
/** Why a time was not taken; whoever pressed chooses another one. */
const refusals = new Set([
  'slot-taken',
  'site-busy',
  'technicians-busy',
  'not-a-slot',
  'calendar-busy',
  'check-changed',
  'site-has-check',
  'too-late-to-move',
]);

/** The pages on which a site says what concerns it, one each, without any script. What is refused comes back as it was typed. */
@ApiExcludeController()
@Controller('s/:token')
export class SiteSayController {
  constructor(
    private readonly visits: SiteVisits,
    private readonly links: SiteLinks,
  ) {}

  @Get('times')
  @ByReplyLink()
  async times(@AtSite() visit: SiteVisit, @Res() reply: FastifyReply): Promise<void> {
    await this.visits.answer(reply, visit, () => this.#timesShown(200, visit));
  }

  @Post('times')
  @ByReplyLink()
  async take(@AtSite() visit: SiteVisit, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedIn(body, ['startsAt', 'checkId', 'revision']);
    const again = { action: `${visit.address}/times`, fields: fieldsOf(typed) };
    await this.visits.answer(reply, visit, () => this.#take(visit, typed), again);
  }

  @Get('busy')
  @ByReplyLink()
  async busy(@AtSite() visit: SiteVisit, @Res() reply: FastifyReply): Promise<void> {
    await this.visits.answer(reply, visit, () => this.#busyShown(200, visit, { typed: {}, mistakes: [] }));
  }

  @Post('busy')
  @ByReplyLink()
  async sayBusy(@AtSite() visit: SiteVisit, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedBusy(body);
    const again = { action: `${visit.address}/busy`, fields: fieldsOf(typed) };
    await this.visits.answer(reply, visit, () => this.#busy(visit, typed, isShown(body)), again);
  }

  @Get('dossier')
  @ByReplyLink()
  async dossier(@AtSite() visit: SiteVisit, @Res() reply: FastifyReply): Promise<void> {
    await this.visits.answer(reply, visit, () => this.#dossierShown(200, visit));
  }

  @Post('dossier')
  @ByReplyLink()
  async correct(@AtSite() visit: SiteVisit, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.visits.answer(reply, visit, () => this.#correct(visit, body));
  }

  async #timesShown(status: number, visit: SiteVisit, refused?: string): Promise<SiteAnswer> {
    const seen = visit.seen ?? (await this.visits.read(visit));
    const page = this.visits.context(visit, seen, `${visit.address}/times`);
    const { items: times } = await this.links
      .read(ListSiteTimes, { siteToken: visit.token }, visit.request, { timeoutMs })
      .catch((error: unknown) => {
        // Nobody has said yet when checks are held.
        if (codeOf(error) === 'calendar-not-set' || codeOf(error) === 'meeting-not-announced') return { items: [] };
        throw error;
      });
    return { language: page.language, status, html: siteTimesPage(page, visit.address, { seen, times, refused }) };
  }

  async #take(visit: SiteVisit, { startsAt = '', checkId, revision }: Typed): Promise<SiteAnswer> {
    const chosen = Instant.safeParse(startsAt);
    if (!chosen.success) return this.#timesShown(422, visit);
    try {
      const asked = {
        siteToken: visit.token,
        startsAt: chosen.data,
        ...(checkId !== undefined && checkId !== '' && { checkId }),
        ...(revisionIn(revision) > 0 && { expectedRevision: revisionIn(revision) }),
      };
      const { language } = await this.links.say(TakeSiteTime, asked, visit.request, { timeoutMs });
      return this.visits.done(visit, language, 'moved');
    } catch (error) {
      if (!(error instanceof AppError) || !refusals.has(error.code)) throw error;
      const { language } = await this.visits.read(visit);
      return this.#timesShown(409, visit, errorText(error.code, error.values, visit.chosen ?? language));
    }
  }

  async #busyShown(status: number, visit: SiteVisit, state: FormState): Promise<SiteAnswer> {
    const seen = visit.seen ?? (await this.visits.read(visit));
    const page = this.visits.context(visit, seen, `${visit.address}/busy`);
    return { language: page.language, status, html: siteBusyPage(page, visit.address, { seen, ...state }) };
  }

  async #busy(visit: SiteVisit, typed: Typed, shown: boolean): Promise<SiteAnswer> {
    const seen = await this.visits.read(visit);
    const language = visit.chosen ?? seen.language;
    if (shown) return this.#busyShown(200, visit, { typed, mistakes: [] });
    const read = busyIn(typed, seen.meeting.timeZone, language);
    if ('mistakes' in read) return this.#busyShown(422, visit, { typed, mistakes: read.mistakes });
    try {
      await this.links.say(SaySiteBusy, { siteToken: visit.token, busy: read.busy }, visit.request);
      return this.visits.done(visit, seen.language, 'busy');
    } catch (error) {
      if (!(error instanceof AppError) || (error.kind !== 'invalid' && error.code !== 'too-many-busy-times'))
        throw error;
      const text = errorText(error.code === 'too-many-busy-times' ? error.code : 'time-over', {}, language);
      return this.#busyShown(422, visit, { typed, mistakes: [{ field: 'to-time', text }] });
    }
  }

  async #dossierShown(
    status: number,
    visit: SiteVisit,
    state?: { readonly typed: Typed; readonly mistakes?: readonly Mistake[]; readonly overtaken?: boolean },
  ): Promise<SiteAnswer> {
    const seen = visit.seen ?? (await this.visits.read(visit));
    const page = this.visits.context(visit, seen, `${visit.address}/dossier`);
    const typed = dossierTyped(seen.dossier, seen.dossierRevision);
    const view = { seen, mistakes: [], ...state, typed: state?.typed ?? typed };
    return { language: page.language, status, html: siteDossierPage(page, visit.address, view) };
  }

  async #correct(visit: SiteVisit, body: unknown): Promise<SiteAnswer> {
    const seen = await this.visits.read(visit);
    const typed = typedDossier(body, seen.dossier);
    if (isShown(body)) return this.#dossierShown(200, visit, { typed });
    const overtaken = async () => {
      const { dossierRevision } = await this.visits.read(visit);
      return this.#dossierShown(409, visit, {
        typed: { ...typed, revision: String(dossierRevision) },
        overtaken: true,
      });
    };
    // What the form does not show is taken from what is known, which must be what was seen.
    if (revisionIn(typed['revision']) !== seen.dossierRevision) return overtaken();
    const read = dossierIn(typed, seen.dossier, visit.chosen ?? seen.language);
    if ('mistakes' in read) return this.#dossierShown(422, visit, { typed, mistakes: read.mistakes });
    try {
      const asked = { siteToken: visit.token, dossier: read.dossier, expectedRevision: seen.dossierRevision };
      const { language } = await this.links.say(CorrectSiteDossier, asked, visit.request);
      return this.visits.done(visit, language, 'dossier');
    } catch (error) {
      if (codeOf(error) === 'revision-conflict') return overtaken();
      throw error;
    }
  }
}
