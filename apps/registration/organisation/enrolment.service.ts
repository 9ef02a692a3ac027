import { Injectable } from '@nestjs/common';
import { type Organisation, type ReplyOf, type EnrolSites, type Site } from '#contracts';
import { OutboxRelay } from '#messaging';
import { retryOnConflict } from '#persistence';
import { Clock, conflict } from '#platform';
import { inBatches } from '../batches.js';
import { checkOrganisations, checkSites, type Enrolled, planEnrolment } from './enrolment.js';
import { OrganisationStore } from './organisation.store.js';
import { SiteStore } from './site.store.js';

type Enrolment = ReplyOf<typeof EnrolSites>;
type EnrolmentStore<Entry> = {
  readonly outbox: { readonly modelName: string };
  find(ids: readonly string[]): Promise<Map<string, Enrolled<Entry>>>;
  insert(entry: Entry, now: Date): Promise<'inserted' | 'exists'>;
  save(entry: Entry, revision: number, now: Date): Promise<void>;
};

/** Entries written at a time. */
const batchSize = 50;

@Injectable()
export class EnrolmentService {
  constructor(
    private readonly sites: SiteStore,
    private readonly organisations: OrganisationStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  enrolSites(sites: readonly Site[]): Promise<Enrolment> {
    checkSites(sites);
    return this.#enrol(this.sites, sites);
  }

  async enrolOrganisations(organisations: readonly Organisation[]): Promise<Enrolment> {
    const sites = await this.sites.find(organisations.map(({ siteId }) => siteId));
    checkOrganisations(organisations, new Map([...sites].map(([id, { entry }]) => [id, entry])));
    return this.#enrol(this.organisations, organisations);
  }

  /** Begins anew with what is left where another writer came between. */
  async #enrol<Entry extends { readonly id: string }>(store: EnrolmentStore<Entry>, wanted: readonly Entry[]): Promise<Enrolment> {
    const count = { added: 0, changed: 0, unchanged: 0 };
    const done = new Set<string>();
    await retryOnConflict(async () => {
      const left = wanted.filter(({ id }) => !done.has(id));
      const steps = planEnrolment(left, await store.find(left.map(({ id }) => id)));
      const now = this.clock.now();
      await inBatches(steps, batchSize, async (step, index) => {
        if (step.kind === 'added' && (await store.insert(step.entry, now)) === 'exists') throw conflict('revision-conflict', `${step.entry.id} was enrolled meanwhile`);
        if (step.kind === 'changed') await store.save(step.entry, step.revision, now);
        count[step.kind] += 1;
        done.add((left[index] as Entry).id);
      });
    });
    this.relay.nudge(store.outbox);
    return count;
  }
}
