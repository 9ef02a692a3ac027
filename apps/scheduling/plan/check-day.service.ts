import { Injectable } from '@nestjs/common';
import { type CheckOfDay } from '#contracts';
import { asker, confinedTo } from '#messaging';
import { dayIn } from '#platform';
import { CheckStore, isOverdue, withoutPresent } from '../check/check.module.js';
import { DossierStore, opensSitePersons } from '../dossier/dossier.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { SiteStore } from '../site/site.module.js';

/** One day's checks, for whoever sits down to do them. */
@Injectable()
export class CheckDayService {
  constructor(
    private readonly checks: CheckStore,
    private readonly sites: SiteStore,
    private readonly dossiers: DossierStore,
    private readonly meetings: MeetingStore,
  ) {}

  /** Those that were cancelled are left out. */
  async list(meetingId: string, day: string, now: Date): Promise<CheckOfDay[]> {
    const times = await this.meetings.timesOf(meetingId);
    if (times === undefined) return [];
    const all = (await this.checks.list(meetingId)).filter(
      ({ state, startsAt }) => state !== 'cancelled' && dayIn(startsAt, times.timeZone).toString() === day,
    );
    const siteIds = [...new Set(all.map(({ siteId }) => siteId))];
    const [sites, dossiers] = await Promise.all([this.sites.namesOf(siteIds), this.dossiers.some(siteIds)]);
    const [only, who] = [confinedTo(), asker()];
    return all.flatMap((check): CheckOfDay[] => {
      const site = sites.get(check.siteId);
      if (site === undefined || (only !== undefined && site.provinceCode !== only)) return [];
      const { name: siteName, provinceCode } = site;
      const dossier = dossiers.get(check.siteId)?.dossier;
      const opened = opensSitePersons(who, provinceCode);
      const backupPhone = opened ? dossier?.backup?.phone : undefined;
      return [
        {
          check: { ...(opened ? check : withoutPresent(check)), ...(isOverdue(check, now) && { overdue: true }) },
          siteName,
          provinceCode,
          ...(dossier !== undefined && {
            reachedBy: { systems: dossier.systems, technicians: opened ? dossier.technicians : [] },
          }),
          ...(backupPhone !== undefined && { backupPhone }),
        },
      ];
    });
  }
}
