import { Inject, Injectable } from '@nestjs/common';
import { type SiteReadiness, SiteReadinessChanged } from '#contracts';
import { OutboxRelay } from '#outbox';
import { fact, retryOnConflict } from '#persistence';
import { Clock, notFound } from '#platform';
import { CheckStore } from '../check/check.store.js';
import { FreshDays } from '../config.js';
import { AttendanceStore } from '../site/attendance.store.js';
import { SiteStore } from '../site/site.store.js';
import { shownStanding, standingOf } from './readiness.js';
import { type ReadinessRecord, ReadinessStore } from './readiness.store.js';

/** What readiness is derived from. */
@Injectable()
export class ReadinessSources {
  constructor(
    readonly checks: CheckStore,
    readonly attendances: AttendanceStore,
    readonly sites: SiteStore,
    @Inject(FreshDays) readonly freshDays: number,
  ) {}
}

/** Derives a site's readiness from its sources anew each time, so that doing it again or late does no harm. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly store: ReadinessStore,
    private readonly sources: ReadinessSources,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /** Throws not-found 'site-not-enrolled' while the site's own event has not been handled: the caller's event comes again. */
  async derive(meetingId: string, siteId: string): Promise<ReadinessRecord> {
    return await retryOnConflict(async () => {
      const record = await this.#load(meetingId, siteId);
      const now = this.clock.now();
      const { checks, attendances, freshDays } = this.sources;
      const [attending, ofSite] = await Promise.all([attendances.countAttending(meetingId, siteId), checks.list(meetingId, { siteId })]);
      const { status, checkId, staleAt } = standingOf(ofSite, freshDays, now);
      const same = record.attending === attending && record.status === status && record.checkId === checkId && record.staleAt === staleAt;
      if (same) return record;
      const moved = record.status !== status;
      const changes = { attending, status, checkId, staleAt, ...(moved && { since: now.toISOString() }) };
      const facts = moved ? [fact(SiteReadinessChanged, { meetingId, siteId, status, previous: record.status })] : [];
      await this.store.save(record, changes, facts, now);
      if (moved) this.relay.nudge(this.store.outbox);
      return { ...record, attending, status };
    });
  }

  /** Every site of the meeting, by the checks and names as they are now and by the clock: what is kept may lag behind them for a moment. */
  async list(meetingId: string): Promise<SiteReadiness[]> {
    const { checks, sites, freshDays } = this.sources;
    const [rows, all] = await Promise.all([this.store.list(meetingId), checks.list(meetingId)]);
    const [now, checksOf, names] = [this.clock.now(), Map.groupBy(all, ({ siteId }) => siteId), await sites.namesOf(rows.map(({ siteId }) => siteId))];
    return rows.map(({ siteId, attending, since, status: kept, revision, ...row }) => {
      const standing = shownStanding(checksOf.get(siteId) ?? [], freshDays, now);
      const { name, provinceCode } = names.get(siteId) ?? row;
      const changedAt = standing.status === 'overdue' ? standing.next?.endsAt : standing.status === kept ? since : undefined;
      return { meetingId, siteId, name, provinceCode, attending, ...standing, ...(changedAt !== undefined && { since: changedAt }), revision };
    });
  }

  /** Whether anything was ever kept of the site at the meeting. */
  async isKept(meetingId: string, siteId: string): Promise<boolean> {
    return (await this.store.find(meetingId, siteId)) !== undefined;
  }

  /** Takes the site's name over into its rows. */
  async rename(siteId: string): Promise<void> {
    const site = (await this.sources.sites.namesOf([siteId])).get(siteId);
    if (site !== undefined) await this.store.rename(site);
  }

  /** The row of a site at a meeting; made when it is not there yet. */
  async #load(meetingId: string, siteId: string): Promise<ReadinessRecord> {
    for (;;) {
      const found = await this.store.find(meetingId, siteId);
      if (found !== undefined) return found;
      const site = (await this.sources.sites.namesOf([siteId])).get(siteId);
      if (site === undefined) throw notFound('site-not-enrolled', { values: { id: siteId } });
      await this.store.insert({ meetingId, siteId, name: site.name, provinceCode: site.provinceCode, attending: 0, status: 'unknown' });
    }
  }
}
