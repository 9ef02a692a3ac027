import { Injectable } from '@nestjs/common';
import {
  type Asker,
  type BusyTime,
  type CheckConfirmation,
  ConfirmSiteCheck,
  CorrectSiteDossier,
  type OwnDossier,
  type RpcContract,
  SaySiteBusy,
  type SitePage,
  TakeSiteTime,
} from '#contracts';
import { handledBy, withAsker } from '#messaging';
import { Clock, conflict } from '#platform';
import { type Slot } from '../calendar/calendar.module.js';
import { BookingService, CheckStore } from '../check/check.module.js';
import { DossierService, withBusyTime } from '../dossier/dossier.module.js';
import { PlanService } from '../plan/plan.module.js';
import { SiteLinks } from './site-links.js';
import { SitePages } from './site-pages.js';
import { type SiteLink } from './site-token.js';

/** So many times a page offers. */
const mostTimes = 12;
type Taking = {
  readonly startsAt: string;
  readonly checkId?: string | undefined;
  readonly expectedRevision?: number | undefined;
};
type Of = Pick<SiteLink, 'meetingId' | 'siteId'>;
type Confirming = {
  readonly checkId: string;
  readonly expectedRevision?: number | undefined;
  readonly present: CheckConfirmation['present'];
};

/** What a site says by its link; whatever is written of it names the site as who had it written. */
@Injectable()
export class SiteSays {
  constructor(
    private readonly links: SiteLinks,
    private readonly pages: SitePages,
    private readonly checks: CheckStore,
    private readonly booking: BookingService,
    private readonly plans: PlanService,
    private readonly dossiers: DossierService,
    private readonly clock: Clock,
  ) {}

  /** Throws forbidden 'site-link-invalid', conflict 'site-closed', 'check-changed' and what `confirmCheck` refuses. */
  confirm(token: string, { checkId, expectedRevision, present }: Confirming): Promise<SitePage> {
    return this.#saying(ConfirmSiteCheck, token, { checkId }, async (of) => {
      await this.#assertOwn(of, checkId);
      await this.booking.confirm(checkId, { by: 'site', present }, { expectedRevision });
    });
  }

  /** The free times that it may take. Throws forbidden 'site-link-invalid', not-found 'calendar-not-set'. */
  async times(token: string): Promise<Slot[]> {
    const { meetingId, siteId } = await this.links.open(token);
    const { mayTakeTime } = await this.pages.of({ meetingId, siteId });
    if (!mayTakeTime) return [];
    const places = await this.plans.placesForSite(meetingId, siteId, mostTimes);
    return places.map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
  }

  /** Throws conflict 'too-late-to-move', 'check-changed' and what moving and booking a check refuse. */
  take(token: string, { startsAt, checkId, expectedRevision }: Taking): Promise<SitePage> {
    return this.#saying(TakeSiteTime, token, checkId === undefined ? {} : { checkId }, async (of, seen) => {
      const { appointment } = seen;
      // The same again is one: it has that time already.
      if (appointment?.state === 'booked' && appointment.startsAt === startsAt) return;
      const bySite = { confirmed: { at: this.clock.now().toISOString(), by: 'site' as const, present: [] } };
      if (appointment?.state === 'booked') {
        if (appointment.checkId !== checkId) throw conflict('check-changed', { why: appointment.checkId });
        if (!appointment.mayChange) throw conflict('too-late-to-move');
        await this.plans.move(checkId, startsAt, expectedRevision, bySite);
      } else {
        if (!seen.mayTakeTime) throw conflict('check-changed', { why: of.siteId });
        await this.plans.book(of.meetingId, of.siteId, startsAt, bySite);
      }
    });
  }

  /** Throws what `withBusyTime` refuses. */
  busy(token: string, busy: BusyTime): Promise<SitePage> {
    return this.#saying(SaySiteBusy, token, {}, ({ siteId }) =>
      this.dossiers.saveBySite(siteId, (before) => withBusyTime(before, busy, this.clock.now())),
    );
  }

  /** Throws conflict 'revision-conflict' where another wrote it since it was seen. */
  correct(token: string, dossier: OwnDossier, expectedRevision: number): Promise<SitePage> {
    return this.#saying(CorrectSiteDossier, token, {}, ({ siteId }) =>
      this.dossiers.saveBySite(
        siteId,
        ({ notes }) => ({ ...dossier, ...(notes !== undefined && { notes }) }),
        expectedRevision,
      ),
    );
  }

  /** Throws conflict 'check-changed' for the check of another site: the appointment that was seen is none of this one's. */
  async #assertOwn({ meetingId, siteId }: Of, checkId: string): Promise<void> {
    const own = await this.checks.list(meetingId, { siteId });
    if (!own.some(({ id }) => id === checkId)) throw conflict('check-changed', { why: checkId });
  }

  /** `about`: the ids that stand in the audit beside the site's and its meeting's. */
  async #saying(
    contract: RpcContract,
    token: string,
    about: Readonly<Record<string, string>>,
    work: (of: Of, seen: SitePage) => Promise<void>,
  ): Promise<SitePage> {
    const of = await this.links.open(token);
    const seen = await this.pages.of(of);
    const site: Asker = { kind: 'site', siteId: of.siteId };
    const say = async () => {
      if (seen.closedBecause !== undefined) throw conflict('site-closed');
      await withAsker(site, () => work(of, seen));
    };
    await (handledBy()?.trail.note(contract, site, { ...of, ...about }, say) ?? say());
    return this.pages.of(of);
  }
}
