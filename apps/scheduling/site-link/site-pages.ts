import { Injectable } from '@nestjs/common';
import { GetMeeting, type SitePage } from '#contracts';
import { RpcClient, withAsker } from '#messaging';
import { Clock } from '#platform';
import { CheckStore } from '../check/check.module.js';
import { DossierStore } from '../dossier/dossier.module.js';
import { readinessOf } from '../readiness/readiness.module.js';
import { InjectConfig, type SchedulingConfig } from '../settings/settings.module.js';
import { AttendanceStore, SiteStore } from '../site/site.module.js';
import { TechnicianStore } from '../technician/technician.module.js';
import { type SiteLink, unknownSiteLink } from './site-token.js';
import { sitePageOf } from './site-page.js';

/** Reads what a site sees by its link. */
@Injectable()
export class SitePages {
  constructor(
    private readonly checks: CheckStore,
    private readonly sites: SiteStore,
    private readonly attendances: AttendanceStore,
    private readonly dossiers: DossierStore,
    private readonly technicians: TechnicianStore,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: SchedulingConfig,
  ) {}

  /** Throws forbidden 'site-link-invalid' where the site is not known. */
  async of({ meetingId, siteId }: Pick<SiteLink, 'meetingId' | 'siteId'>): Promise<SitePage> {
    const [site, checks, attending, dossier, technicians, meeting] = await Promise.all([
      this.sites.find(siteId),
      this.checks.list(meetingId, { siteId }),
      this.attendances.countAttending(meetingId, siteId),
      this.dossiers.find(siteId),
      this.technicians.list(),
      // The link opens the site's page, not the meeting: what of it is shown is chosen here.
      withAsker({ kind: 'system' }, () => this.rpc.call(GetMeeting, { meetingId })),
    ]);
    if (site === undefined) throw unknownSiteLink();
    const now = this.clock.now();
    const { status } = readinessOf(checks, this.config.SALA_CHECK_FRESH_DAYS, now, dossier?.linkChanged);
    return sitePageOf({ meeting, site, attending, checks, dossier, technicians, status, now });
  }
}
