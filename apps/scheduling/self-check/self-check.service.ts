import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type SelfCheck } from '#contracts';
import { OutboxRelay } from '#outbox';
import { Clock } from '#platform';
import { LimitsStore } from '../limits/limits.module.js';
import { SiteLinks } from '../site-link/site-link.module.js';
import { type Found, judgedSelfCheck } from './self-check.js';
import { SelfCheckStore } from './self-check.store.js';

/** Judges and keeps what sites have measured by themselves. */
@Injectable()
export class SelfCheckService {
  constructor(
    private readonly store: SelfCheckStore,
    private readonly limits: LimitsStore,
    private readonly links: SiteLinks,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /**
   * The same session keeps one.
   * @throws forbidden 'site-link-invalid'
   */
  async keep(
    siteToken: string,
    found: Found,
    sessionId = `sess-${randomBytes(9).toString('hex')}`,
  ): Promise<SelfCheck> {
    const { meetingId, siteId } = await this.links.open(siteToken);
    const limits = await this.limits.of(meetingId);
    const now = this.clock.now();
    const kept = await this.store.keep(
      {
        id: `self-${sessionId}`.slice(0, 64),
        meetingId,
        siteId,
        at: now.toISOString(),
        ...found,
        limits,
        ...judgedSelfCheck(found, limits),
      },
      now,
    );
    this.relay.nudge(this.store.outbox);
    return kept;
  }
}
