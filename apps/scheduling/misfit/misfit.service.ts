import { Injectable } from '@nestjs/common';
import { type CheckMisfits, type FindCheckMisfits, mostMisfitsNamed, type ParsedRequestOf } from '#contracts';
import { CheckStore } from '../check/check.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ReadinessStore } from '../readiness/readiness.module.js';
import { SiteStore } from '../site/site.module.js';
import { ageing, misfitsOf } from './misfit.js';

/** What a change of a meeting would do to its checks; it changes nothing. */
@Injectable()
export class MisfitService {
  constructor(
    private readonly checks: CheckStore,
    private readonly meetings: MeetingStore,
    private readonly readiness: ReadinessStore,
    private readonly sites: SiteStore,
  ) {}

  /** Of a meeting that is not known here there are none. */
  async find({ meetingId, startsAt, leftSiteIds }: ParsedRequestOf<typeof FindCheckMisfits>): Promise<CheckMisfits> {
    const meeting = { startsAt, left: new Set(leftSiteIds) };
    const [booked, times, sites] = await Promise.all([
      this.checks.list(meetingId, { state: 'booked' }),
      this.meetings.timesOf(meetingId),
      this.readiness.list(meetingId),
    ]);
    const misfits = misfitsOf(booked, meeting);
    const named = misfits.slice(0, mostMisfitsNamed);
    const names = await this.sites.namesOf(named.map(({ siteId }) => siteId));
    return {
      cancelled: misfits.length,
      first: named.map(({ siteId, startsAt: at }) => ({
        siteId,
        name: names.get(siteId)?.name ?? { th: siteId },
        startsAt: at,
      })),
      ageing: times === undefined ? 0 : ageing(sites, meeting, times.startsAt),
    };
  }
}
