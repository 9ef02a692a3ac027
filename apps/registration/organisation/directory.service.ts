import { Injectable } from '@nestjs/common';
import {
  type KeptOrganisation,
  type KeptSite,
  type ListOrganisations,
  type Organisation,
  type ParsedRequestOf,
  type RenewedLink,
  type ReturnOf,
  type SaveOrganisation,
  type SaveSite,
  type Site,
} from '#contracts';
import { fitting } from '#messaging';
import { OutboxRelay } from '#outbox';
import { type NotInserted } from '#persistence';
import { AppError, Clock, conflict, notFound } from '#platform';
import { type z } from 'zod';
import { checkOrganisation, checkSite, decideSaving, type Enrolled, type Merged, withoutBlanks } from './enrolment.js';
import { OrganisationStore } from './organisation.store.js';
import { SiteStore } from './site.store.js';

type Kept<Entry> = {
  readonly outbox: { readonly modelName: string };
  insertMany(entries: readonly Entry[], now: Date): Promise<ReadonlyMap<string, NotInserted>>;
  save(entry: Entry, revision: number, now: Date): Promise<number>;
};

const heldOffice = ({ id, name, code }: Organisation, { at, reason }: Merged) => ({
  id,
  name,
  at,
  reason,
  ...(code !== undefined && { code }),
});

/** The directory as people look through it and correct it, one entry at a time. */
@Injectable()
export class DirectoryService {
  constructor(
    private readonly organisations: OrganisationStore,
    private readonly sites: SiteStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async list({
    q = '',
    after = '',
    limit,
    ...filter
  }: ParsedRequestOf<typeof ListOrganisations>): Promise<ReturnOf<typeof ListOrganisations>> {
    const found = await this.organisations.list(filter, q, after, limit + 1);
    const items = fitting(found.slice(0, limit));
    const last = items.at(-1);
    return { items, ...(found.length > items.length && last && { next: last.id }) };
  }

  /** Throws not-found 'organisation-not-found'. */
  async organisation(id: string): Promise<z.infer<typeof KeptOrganisation>> {
    const found = (await this.organisations.kept([id])).get(id);
    if (found === undefined || (found.removed === true && found.merged === undefined))
      throw notFound('organisation-not-found', { values: { id } });
    const { entry: organisation, revision, merged } = found;
    const holds = (await this.organisations.mergedInto([id])).flatMap((each) =>
      each.merged === undefined ? [] : [heldOffice(each.entry, each.merged)],
    );
    return {
      organisation,
      revision,
      ...(merged && { merged: { into: await this.#named(merged.into), at: merged.at, reason: merged.reason } }),
      ...(holds.length > 0 && { holds: holds.sort((one, other) => Date.parse(other.at) - Date.parse(one.at)) }),
    };
  }

  /** Throws conflict 'organisation-merged' for one that was. */
  async #assertNotMerged(kept: Enrolled<Organisation> | undefined): Promise<void> {
    if (kept?.merged === undefined) return;
    throw conflict('organisation-merged', { values: { name: (await this.#named(kept.merged.into)).name.th } });
  }

  async #named(id: string): Promise<Pick<Organisation, 'id' | 'name'>> {
    const name = (await this.organisations.kept([id])).get(id)?.entry.name ?? { th: id };
    return { id, name };
  }

  /** `renewed`: links of it that were made void with this, of which is told in the same write. */
  async saveOrganisation(
    { organisationId, organisation, expectedRevision }: Omit<ParsedRequestOf<typeof SaveOrganisation>, 'voidLinks'>,
    renewed: readonly RenewedLink[] = [],
  ): Promise<z.infer<typeof KeptOrganisation>> {
    const wanted: Organisation = withoutBlanks({ id: organisationId, ...organisation });
    const kept = await this.organisations.kept([organisationId]);
    await this.#assertNotMerged(kept.get(organisationId));
    await this.check(wanted);
    try {
      await this.#save(this.organisations.telling(renewed), wanted, kept.get(organisationId), expectedRevision);
    } catch (error) {
      // Another took the code in this moment.
      if (error instanceof AppError && error.code === 'duplicate-key') await this.check(wanted);
      throw error;
    }
    return this.organisation(organisationId);
  }

  /** Throws invalid where it cannot stand in the directory as it is. */
  async check(wanted: Organisation): Promise<void> {
    const [sites, sameCode, known] = await Promise.all([
      this.sites.find([wanted.siteId]),
      this.organisations.withCodes(wanted.code === undefined ? [] : [wanted.code]),
      this.organisations.kept(wanted.splitFrom === undefined ? [] : [wanted.splitFrom]),
    ]);
    checkOrganisation(
      wanted,
      new Map([...sites].map(([id, { entry }]) => [id, entry])),
      sameCode.map(({ entry }) => entry),
      new Set(known.keys()),
    );
  }

  async listSites(): Promise<Site[]> {
    const sites = await this.sites.all();
    return sites.sort((one, other) => (`${one.provinceCode} ${one.id}` < `${other.provinceCode} ${other.id}` ? -1 : 1));
  }

  /** Throws not-found 'site-not-found'. */
  async site(id: string): Promise<z.infer<typeof KeptSite>> {
    const found = (await this.sites.find([id])).get(id);
    if (found === undefined) throw notFound('site-not-found', { values: { id } });
    return { site: found.entry, revision: found.revision };
  }

  async saveSite({
    siteId,
    site,
    expectedRevision,
  }: ParsedRequestOf<typeof SaveSite>): Promise<z.infer<typeof KeptSite>> {
    const wanted: Site = withoutBlanks({ id: siteId, ...site });
    const kept = (await this.sites.kept([siteId])).get(siteId);
    checkSite(wanted, kept?.entry, await this.organisations.countOfSite(siteId));
    await this.#save(this.sites, wanted, kept, expectedRevision);
    return this.site(siteId);
  }

  /** Whoever comes in between is found by the revision that is written to. */
  async #save<Entry extends { readonly id: string }>(
    store: Kept<Entry>,
    wanted: Entry,
    kept: Enrolled<Entry> | undefined,
    expectedRevision: number | undefined,
  ): Promise<void> {
    const step = decideSaving(wanted, kept, expectedRevision);
    const now = this.clock.now();
    if (step.kind === 'added') {
      const not = (await store.insertMany([step.entry], now)).get(wanted.id);
      if (not === 'refused') throw conflict('duplicate-key', { why: wanted.id });
      if (not === 'exists') decideSaving(wanted, { entry: wanted, revision: 0 }, expectedRevision);
    }
    if (step.kind === 'changed') await store.save(step.entry, step.revision, now);
    if (step.kind === 'added' || step.kind === 'changed') this.relay.nudge(store.outbox);
  }
}
