import { Injectable } from '@nestjs/common';
import { type Organisation, type ReturnOf, type EnrolSites, type Site } from '#contracts';
import { OutboxRelay } from '#outbox';
import { type NotInserted } from '#persistence';
import { AppError, Clock, conflict, inBatches, inTurn } from '#platform';
import { checkCodes, codeHolders, codesHandedOn, refuse, type Refusal } from './codes.js';
import {
  checkOrganisations,
  checkSites,
  checkSplits,
  decideEnrolment,
  type Enrolled,
  withoutBlanks,
} from './enrolment.js';
import { OrganisationStore } from './organisation.store.js';
import { SiteStore } from './site.store.js';

type Enrolment = ReturnOf<typeof EnrolSites>;
type EnrolmentStore<Entry> = {
  readonly outbox: { readonly modelName: string };
  kept(ids: readonly string[]): Promise<Map<string, Enrolled<Entry>>>;
  insertMany(entries: readonly Entry[], now: Date): Promise<ReadonlyMap<string, NotInserted>>;
  readonly firstRevision: number;
  save(entry: Entry, revision: number, now: Date): Promise<number>;
};
/** Of organisations: what is done before any is kept, and why those are refused whose code is another's, or that were merged. */
type Codes<Entry> = {
  readonly handOn: (wanted: readonly Entry[], present: ReadonlyMap<string, Enrolled<Entry>>) => Promise<void>;
  readonly refusals: (
    ofAnother: readonly Entry[],
    merged: ReadonlyMap<string, string>,
  ) => Promise<ReadonlyMap<string, Refusal>>;
};
type Enrolling = {
  readonly count: Enrolment;
  /** Of those that are kept now, by their ids. */
  readonly revisions: ReadonlyMap<string, number>;
  readonly refused: ReadonlyMap<string, Refusal>;
};

/** Entries added in one command, and entries changed at a time. */
const atOnce = 500;
const batchSize = 50;
/** How often another replica's writes may come between. */
const tries = 20;

const isConflict = (error: unknown, code: 'revision-conflict' | 'duplicate-key'): boolean =>
  error instanceof AppError && error.code === code;

@Injectable()
export class EnrolmentService {
  readonly #turns = inTurn<Enrolling>();

  constructor(
    private readonly sites: SiteStore,
    private readonly organisations: OrganisationStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async enrolSites(sites: readonly Site[]): Promise<Enrolment> {
    checkSites(sites);
    return (await this.#enrol(this.sites, sites.map(withoutBlanks))).count;
  }

  /** Throws invalid where something is wrong with one of them, before any is kept; where a code was taken in this moment, the others are kept. */
  async enrolOrganisations(organisations: readonly Organisation[]): Promise<Enrolment> {
    const codes = organisations.flatMap(({ code }) => code ?? []);
    const sameCode = await this.organisations.withCodes(codes);
    checkCodes(
      organisations,
      sameCode.map(({ entry }) => entry),
    );
    const ids = organisations.map(({ id }) => id);
    const sources = await this.organisations.kept(organisations.flatMap(({ splitFrom }) => splitFrom ?? []));
    checkSplits(organisations, new Set([...ids, ...sources.keys()]));
    const { count, refused } = await this.#enrolOrganisations(organisations.map(withoutBlanks));
    refuse(organisations, refused);
    return count;
  }

  /**
   * What cannot be kept keeps none of the others out: why, by its id. Nothing is told of them: whoever has them kept tells
   * of them with what it notes of them, and has them kept again where it could not; those that are kept already are among them then.
   * They are without blanks. `present`: what was kept of them just now, also of those that were removed.
   */
  keepUntold(
    organisations: readonly Organisation[],
    present: ReadonlyMap<string, Enrolled<Organisation>>,
  ): Promise<Omit<Enrolling, 'count'>> {
    return this.#enrolOrganisations(organisations, this.organisations.untold, present);
  }

  async #enrolOrganisations(
    organisations: readonly Organisation[],
    store: EnrolmentStore<Organisation> = this.organisations,
    present?: ReadonlyMap<string, Enrolled<Organisation>>,
  ): Promise<Enrolling> {
    const sites = await this.sites.find(organisations.map(({ siteId }) => siteId));
    checkOrganisations(organisations, new Map([...sites].map(([id, { entry }]) => [id, entry])));
    const codes: Codes<Organisation> = {
      handOn: async (wanted, present) => {
        for (const each of codesHandedOn(wanted, present)) await this.organisations.letGo(each);
      },
      refusals: async (ofAnother, merged) => {
        const held = await this.organisations.withCodes(ofAnother.flatMap(({ code }) => code ?? []));
        const into = await this.organisations.kept([...merged.values()]);
        return new Map([
          ...codeHolders(
            ofAnother,
            held.map(({ entry }) => entry),
          ),
          ...[...merged].map(([id, by]): [string, Refusal] => [
            id,
            { code: 'merged-into', name: into.get(by)?.entry.name.th ?? by },
          ]),
        ]);
      },
    };
    return this.#enrol(store, organisations, codes, present);
  }

  /**
   * In steps, each kept by itself: a request that was cut off and comes again finds what is done and does the rest. It
   * begins anew with what is left where another writer came between.
   */
  async #enrol<Entry extends { readonly id: string }>(
    store: EnrolmentStore<Entry>,
    wanted: readonly Entry[],
    codes?: Codes<Entry>,
    present?: ReadonlyMap<string, Enrolled<Entry>>,
  ): Promise<Enrolling> {
    return this.#turns.ask(store.outbox.modelName, async () => {
      const count = { added: 0, changed: 0, unchanged: 0 };
      const refused = new Map<string, Refusal>();
      const revisions = new Map<string, number>();
      let left = wanted;
      for (let attempt = 1; left.length > 0; attempt += 1) {
        const { done, ofAnother, merged } = await this.#attempt(
          store,
          left,
          attempt === 1 && present !== undefined ? present : await store.kept(left.map(({ id }) => id)),
          count,
          codes,
        );
        // Whose code nobody has any more is tried again.
        const refusals = ofAnother.length + merged.size === 0 ? [] : ((await codes?.refusals(ofAnother, merged)) ?? []);
        for (const [id, refusal] of refusals) refused.set(id, refusal);
        for (const [id, revision] of done) revisions.set(id, revision);
        left = left.filter(({ id }) => !done.has(id) && !refused.has(id));
        if (left.length > 0 && attempt >= tries) throw conflict('revision-conflict');
      }
      this.relay.nudge(store.outbox);
      return { count, revisions, refused };
    });
  }

  /** The revisions of those that are done, those whose code is another's, and into which office others were merged. */
  async #attempt<Entry extends { readonly id: string }>(
    store: EnrolmentStore<Entry>,
    wanted: readonly Entry[],
    present: ReadonlyMap<string, Enrolled<Entry>>,
    count: Enrolment,
    codes: Codes<Entry> | undefined,
  ): Promise<{
    readonly done: ReadonlyMap<string, number>;
    readonly ofAnother: readonly Entry[];
    readonly merged: ReadonlyMap<string, string>;
  }> {
    const steps = decideEnrolment(wanted, present);
    await codes?.handOn(wanted, present);
    const now = this.clock.now();
    const done = new Map<string, number>();
    const ofAnother: Entry[] = [];
    const note = (kind: keyof Enrolment, id: string, revision: number) => {
      count[kind] += 1;
      done.set(id, revision);
    };
    wanted.forEach(
      ({ id }, index) => steps[index]?.kind === 'unchanged' && note('unchanged', id, present.get(id)?.revision ?? 0),
    );
    const added = steps.flatMap((step) => (step.kind === 'added' ? [step.entry] : []));
    for (let start = 0; start < added.length; start += atOnce) {
      const batch = added.slice(start, start + atOnce);
      const not = await store.insertMany(batch, now);
      for (const each of batch) {
        if (!not.has(each.id)) note('added', each.id, store.firstRevision);
        else if (not.get(each.id) === 'refused') ofAnother.push(each);
      }
    }
    await inBatches(
      steps.filter((step) => step.kind === 'changed'),
      batchSize,
      async ({ entry, revision }) => {
        try {
          note('changed', entry.id, await store.save(entry, revision, now));
        } catch (error) {
          if (isConflict(error, 'duplicate-key')) ofAnother.push(entry);
          else if (!isConflict(error, 'revision-conflict')) throw error;
        }
      },
    );
    const merged = steps.flatMap((step) => (step.kind === 'merged' ? [[step.entry.id, step.into] as const] : []));
    return { done, ofAnother, merged: new Map(merged) };
  }
}
