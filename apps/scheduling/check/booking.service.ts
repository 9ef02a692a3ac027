import { Injectable } from '@nestjs/common';
import { type Bilingual, type Check } from '#contracts';
import { OutboxRelay } from '#messaging';
import { retryOnConflict } from '#persistence';
import { Clock } from '#platform';
import { SiteStore } from '../site/site.store.js';
import { cancelCheck, type CheckDecision, type Recording, recordResult } from './check.js';
import { CheckStore } from './check.store.js';

/** Changes of checks that take no new slot. */
@Injectable()
export class BookingService {
  constructor(
    private readonly checks: CheckStore,
    private readonly sites: SiteStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  record(checkId: string, recording: Recording): Promise<Check> {
    return this.#change(checkId, (check, _siteName, now) => recordResult(check, recording, now));
  }

  cancel(checkId: string): Promise<Check> {
    return this.#change(checkId, cancelCheck);
  }

  /** Cancels every booked check of the meeting, or of one of its sites. */
  async cancelAll(meetingId: string, siteId?: string): Promise<void> {
    for (const check of await this.checks.list(meetingId, { state: 'booked', siteId })) await this.cancel(check.id);
  }

  #change(checkId: string, decide: (check: Check, siteName: Bilingual, now: Date) => CheckDecision | undefined): Promise<Check> {
    return retryOnConflict(async () => {
      const check = await this.checks.get(checkId);
      const name = (await this.sites.namesOf([check.siteId])).get(check.siteId)?.name ?? { th: check.siteId, en: check.siteId };
      const now = this.clock.now();
      const decision = decide(check, name, now);
      if (decision === undefined) return check;
      const saved = await this.checks.save(check, decision, now);
      this.relay.nudge(this.checks.outbox);
      return saved;
    });
  }
}
