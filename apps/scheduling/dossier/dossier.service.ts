import { Injectable } from '@nestjs/common';
import {
  changedBySite,
  emptyDossier,
  type KeptDossier,
  type ListedDossier,
  missingOf,
  type SiteDossier,
} from '#contracts';
import { asker, confinedTo, mustReach } from '#messaging';
import { OutboxRelay } from '#outbox';
import { retryOnConflict } from '#persistence';
import { Clock, notFound } from '#platform';
import { type SiteName, SiteStore } from '../site/site.module.js';
import { type DossierState, opensSitePersons, withheldPersons, writeDossier, type Writing } from './dossier.js';
import { DossierStore } from './dossier.store.js';

const shown = ({ siteId, name, provinceCode }: SiteName, kept: DossierState | undefined): KeptDossier => {
  const { dossier = emptyDossier, revision = 0, ...rest } = kept ?? {};
  return { ...rest, siteId, name, provinceCode, dossier, missing: missingOf(dossier), revision };
};

/** What is known of sites, for whoever may see it. */
@Injectable()
export class DossierService {
  constructor(
    private readonly dossiers: DossierStore,
    private readonly sites: SiteStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<ListedDossier[]> {
    const [sites, kept] = await Promise.all([this.sites.all(confinedTo()), this.dossiers.all()]);
    return sites.map((site) => {
      const { dossier: _dossier, ...listed } = shown(site, kept.get(site.siteId));
      return listed;
    });
  }

  /** Every dossier that whoever asks may write, with its persons. */
  async whole(): Promise<KeptDossier[]> {
    const [sites, kept] = await Promise.all([this.sites.all(confinedTo()), this.dossiers.all()]);
    return sites.map((site) => this.#opened(shown(site, kept.get(site.siteId))));
  }

  /** Throws not-found 'site-not-enrolled', forbidden 'other-province'. */
  async get(siteId: string): Promise<KeptDossier> {
    const site = await this.#siteOf(siteId);
    return this.#opened(shown(site, await this.dossiers.find(siteId)));
  }

  /** Throws as `get` and `writeDossier`. */
  async save(writing: Writing, expected: number | undefined): Promise<KeptDossier> {
    const site = await this.#siteOf(writing.siteId);
    const [kept, now] = [await this.dossiers.find(writing.siteId), this.clock.now()];
    const decision = writeDossier(kept, writing, expected, now);
    if (decision === undefined) return this.#opened(shown(site, kept));
    const saved = await this.dossiers.save(kept, decision, now);
    this.relay.nudge(this.dossiers.outbox);
    return this.#opened(shown(site, saved));
  }

  /** As the site itself has it, by its link: whoever opened that reaches this site alone. Throws as `writeDossier`. */
  async saveBySite(siteId: string, change: (before: SiteDossier) => SiteDossier, expected?: number): Promise<void> {
    await retryOnConflict(
      async () => {
        const [kept, now] = [await this.dossiers.find(siteId), this.clock.now()];
        const dossier = change(kept?.dossier ?? emptyDossier);
        const seen = expected === undefined ? kept?.revision : expected === 0 ? undefined : expected;
        const decision = writeDossier(kept, { siteId, dossier, changedBy: changedBySite }, seen, now);
        if (decision !== undefined) await this.dossiers.save(kept, decision, now);
      },
      expected === undefined ? undefined : 1,
    );
    this.relay.nudge(this.dossiers.outbox);
  }

  async #siteOf(siteId: string): Promise<SiteName> {
    const site = (await this.sites.namesOf([siteId])).get(siteId);
    if (site === undefined) throw notFound('site-not-enrolled', { values: { id: siteId } });
    mustReach(site.provinceCode);
    return site;
  }

  #opened(kept: KeptDossier): KeptDossier {
    return opensSitePersons(asker(), kept.provinceCode) ? kept : withheldPersons(kept);
  }
}
