import { Injectable } from '@nestjs/common';
import { type Organisation, type ReturnOf, type EnrolSites, type Site } from '#contracts';
import { OutboxRelay } from '#outbox';
import { AppError, Clock, conflict, inBatches, inTurn } from '#platform';
import { checkOrganisations, checkSites, type Enrolled, decideEnrolment, withoutBlanks } from './enrolment.js';
import { OrganisationStore } from './organisation.store.js';
import { SiteStore } from './site.store.js';

type Enrolment = ReturnOf<typeof EnrolSites>;
type EnrolmentStore<Entry> = {
  readonly outbox: { readonly modelName: string };
  kept(ids: readonly string[]): Promise<Map<string, Enrolled<Entry>>>;
  insertMany(entries: readonly Entry[], now: Date): Promise<ReadonlySet<string>>;
  save(entry: Entry, revision: number, now: Date): Promise<void>;
};

/** Entries added in one command, and entries changed at a time. */
const atOnce = 100;
const batchSize = 50;
/** How often another replica's writes may come between. */
const tries = 20;

@Injectable()
export class EnrolmentService {
  readonly #turns = inTurn<Enrolment>();

  constructor(
    private readonly sites: SiteStore,
    private readonly organisations: OrganisationStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  enrolSites(sites: readonly Site[]): Promise<Enrolment> {
    checkSites(sites);
    return this.#enrol(this.sites, sites.map(withoutBlanks));
  }

  async enrolOrganisations(organisations: readonly Organisation[]): Promise<Enrolment> {
    const sites = await this.sites.find(organisations.map(({ siteId }) => siteId));
    checkOrganisations(organisations, new Map([...sites].map(([id, { entry }]) => [id, entry])));
    return this.#enrol(this.organisations, organisations.map(withoutBlanks));
  }

  /**
   * In steps, each kept by itself: a request that was cut off and comes again finds what is done and does the rest. It
   * begins anew with what is left where another writer came between.
   */
  async #enrol<Entry extends { readonly id: string }>(
    store: EnrolmentStore<Entry>,
    wanted: readonly Entry[],
  ): Promise<Enrolment> {
    return this.#turns.ask(store.outbox.modelName, async () => {
      const count = { added: 0, changed: 0, unchanged: 0 };
      let left = wanted;
      for (let attempt = 1; left.length > 0; attempt += 1) {
        const done = await this.#attempt(store, left, count);
        left = left.filter(({ id }) => !done.has(id));
        if (left.length > 0 && attempt >= tries) throw conflict('revision-conflict');
      }
      this.relay.nudge(store.outbox);
      return count;
    });
  }

  /** The ids of those that are done. */
  async #attempt<Entry extends { readonly id: string }>(
    store: EnrolmentStore<Entry>,
    wanted: readonly Entry[],
    count: Enrolment,
  ): Promise<Set<string>> {
    const steps = decideEnrolment(wanted, await store.kept(wanted.map(({ id }) => id)));
    const now = this.clock.now();
    const done = new Set<string>();
    const note = (kind: keyof Enrolment, id: string) => {
      count[kind] += 1;
      done.add(id);
    };
    wanted.forEach(({ id }, index) => steps[index]?.kind === 'unchanged' && note('unchanged', id));
    const added = steps.flatMap((step) => (step.kind === 'added' ? [step.entry] : []));
    for (let start = 0; start < added.length; start += atOnce) {
      const batch = added.slice(start, start + atOnce);
      const there = await store.insertMany(batch, now);
      for (const { id } of batch) if (!there.has(id)) note('added', id);
    }
    await inBatches(
      steps.filter((step) => step.kind === 'changed'),
      batchSize,
      async ({ entry, revision }) => {
        try {
          await store.save(entry, revision, now);
          note('changed', entry.id);
        } catch (error) {
          if (!(error instanceof AppError && error.code === 'revision-conflict')) throw error;
        }
      },
    );
    return done;
  }
}
