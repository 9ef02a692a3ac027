import { Injectable } from '@nestjs/common';
import { notFound } from '#platform';
import { ReadinessService } from '../readiness/readiness.module.js';
import { InjectConfig, type SchedulingConfig } from '../settings/settings.module.js';
import { SiteLinkStore } from './site-link.store.js';
import { readSiteLink, type SiteLink, signSiteLink, unknownSiteLink } from './site-token.js';

/** Makes, reads and renews sites' links with the service's key. */
@Injectable()
export class SiteLinks {
  readonly #key: string;

  constructor(
    private readonly store: SiteLinkStore,
    private readonly readiness: ReadinessService,
    @InjectConfig() config: SchedulingConfig,
  ) {
    this.#key = config.SALA_LINK_KEY;
  }

  async tokenOf(meetingId: string, siteId: string): Promise<string> {
    return signSiteLink(this.#key, { meetingId, siteId, version: await this.store.version(meetingId, siteId) });
  }

  /** Throws forbidden 'site-link-invalid' where it is none, or none any more. */
  async open(token: string): Promise<Omit<SiteLink, 'version'>> {
    const { meetingId, siteId, version } = readSiteLink(this.#key, token);
    if (version !== (await this.store.version(meetingId, siteId))) throw unknownSiteLink();
    return { meetingId, siteId };
  }

  /** Throws not-found 'site-not-enrolled' where nothing is kept of the site at the meeting. */
  async renew(meetingId: string, siteId: string): Promise<number> {
    if (!(await this.readiness.isKept(meetingId, siteId)))
      throw notFound('site-not-enrolled', { values: { id: siteId } });
    return this.store.raise(meetingId, siteId);
  }
}
