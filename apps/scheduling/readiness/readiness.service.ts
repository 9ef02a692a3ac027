import { Injectable } from '@nestjs/common';
import { type SiteReadiness, SiteReadinessChanged } from '#contracts';
import { OutboxRelay } from '#outbox';
import { fact, retryOnConflict } from '#persistence';
import { Clock, notFound } from '#platform';
import { CheckStore } from '../check/check.module.js';
import { DossierStore } from '../dossier/dossier.module.js';
import { InjectConfig, type SchedulingConfig } from '../settings/settings.module.js';
import { AttendanceStore, SiteStore } from '../site/site.module.js';
import { shownReadiness, readinessOf } from './readiness.js';
import { type ReadinessRecord, ReadinessStore } from './readiness.store.js';

/** Derives a site's readiness from its sources anew each time, so that doing it again or late does no harm. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly store: ReadinessStore,
    private readonly checks: CheckStore,
    private readonly attendances: AttendanceStore,
    private readonly sites: SiteStore,
    private readonly dossiers: DossierStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: SchedulingConfig,
  ) {}

  /** Throws not-found 'site-not-enrolled' while the site's own event has not been handled: the caller's event comes again. */
  async derive(meetingId: string, siteId: string): Promise<ReadinessRecord> {
    return await retryOnConflict(async () => {
      const record = await this.#load(meetingId, siteId);
      const now = this.clock.now();
      const [attending, ofSite, linkChanges] = await Promise.all([
        this.attendances.countAttending(meetingId, siteId),
        this.checks.list(meetingId, { siteId }),
        this.dossiers.linkChanges([siteId]),
      ]);
      const { status, checkId, staleAt } = readinessOf(
        ofSite,
        this.config.SALA_CHECK_FRESH_DAYS,
        now,
        linkChanges.get(siteId),
      );
      const same =
        record.attending === attending
        && record.status === status
        && record.checkId === checkId
        && record.staleAt === staleAt;
      if (same) return record;
      const moved = record.status !== status;
      const changes = { attending, status, checkId, staleAt, ...(moved && { since: now.toISOString() }) };
      const facts = moved ? [fact(SiteReadinessChanged, { meetingId, siteId, status, previous: record.status })] : [];
      await this.store.save(record, changes, facts, now);
      if (moved) this.relay.nudge(this.store.outbox);
      return { ...record, attending, status };
    });
  }

  /** A site at every meeting at which anything is kept of it. */
  async deriveEverywhere(siteId: string): Promise<void> {
    for (const meetingId of await this.store.meetingsOf(siteId)) await this.derive(meetingId, siteId);
  }

  /** Every site of the meeting, by the checks and names as they are now and by the clock: what is kept may lag behind them for a moment. */
  async list(meetingId: string): Promise<SiteReadiness[]> {
    const [rows, all] = await Promise.all([this.store.list(meetingId), this.checks.list(meetingId)]);
    const [now, checksOf, siteIds] = [
      this.clock.now(),
      Map.groupBy(all, ({ siteId }) => siteId),
      rows.map(({ siteId }) => siteId),
    ];
    const [names, linkChanges, busyTimes] = await Promise.all([
      this.sites.namesOf(siteIds),
      this.dossiers.linkChanges(siteIds),
      this.dossiers.busyTimes(siteIds),
    ]);
    return rows.map(({ siteId, attending, since, status: kept, revision, ...row }) => {
      const standing = shownReadiness(
        checksOf.get(siteId) ?? [],
        this.config.SALA_CHECK_FRESH_DAYS,
        now,
        linkChanges.get(siteId),
        busyTimes.get(siteId),
      );
      const { name, provinceCode } = names.get(siteId) ?? row;
      const changedAt =
        standing.status === 'overdue' ? standing.next?.endsAt : standing.status === kept ? since : undefined;
      return {
        meetingId,
        siteId,
        name,
        provinceCode,
        attending,
        ...standing,
        ...(changedAt !== undefined && { since: changedAt }),
        revision,
      };
    });
  }

  /** Whether anything was ever kept of the site at the meeting. */
  async isKept(meetingId: string, siteId: string): Promise<boolean> {
    return (await this.store.find(meetingId, siteId)) !== undefined;
  }

  /** Takes the site's name over into its rows. */
  async rename(siteId: string): Promise<void> {
    const site = (await this.sites.namesOf([siteId])).get(siteId);
    if (site !== undefined) await this.store.rename(site);
  }

  /** The row of a site at a meeting; made when it is not there yet. */
  async #load(meetingId: string, siteId: string): Promise<ReadinessRecord> {
    for (;;) {
      const found = await this.store.find(meetingId, siteId);
      if (found !== undefined) return found;
      const site = (await this.sites.namesOf([siteId])).get(siteId);
      if (site === undefined) throw notFound('site-not-enrolled', { values: { id: siteId } });
      await this.store.insert({
        meetingId,
        siteId,
        name: site.name,
        provinceCode: site.provinceCode,
        attending: 0,
        status: 'unknown',
      });
    }
  }
}
