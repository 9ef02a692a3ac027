import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type ImportProblem, type ImportRow, meetingContentOf, type Organisation } from '#contracts';
import { OutboxRelay } from '#outbox';
import { AppError, Clock, readAhead } from '#platform';
import { cellName } from '#sheets';
import { InvitationStore } from '../invitation/invitation.module.js';
import { MeetingService, MeetingStore } from '../meeting/meeting.module.js';
import {
  ClassNameStore,
  type Enrolled,
  EnrolmentService,
  OrganisationStore,
  type Refusal,
  withoutBlanks,
} from '../organisation/organisation.module.js';
import { awaitedLater } from './awaited-later.js';
import { Sites } from './directory.js';
import { type ImportRecord } from './import.js';
import { type ImportPage } from './import-page.js';
import { ImportPageStore } from './import-page.store.js';
import { type KeepGoing } from './reading.service.js';

const sitesAtOnce = 500;

/** Whether it is still as it was compared, or is so already; otherwise it has changed since and is passed over. */
const isAsCompared = (
  { organisation, before }: ImportRow,
  present: ReadonlyMap<string, { readonly entry: Organisation; readonly removed?: true }>,
): boolean => {
  const kept = present.get(organisation?.id ?? '');
  const now = kept?.removed === true ? undefined : kept?.entry;
  return organisation !== undefined && (isDeepStrictEqual(now, before) || isDeepStrictEqual(now, organisation));
};

const isToKeep = ({ state, outcome }: ImportRow): boolean =>
  (state === 'new' || state === 'changed') && outcome === undefined;
const isKept = ({ outcome }: ImportRow): boolean => outcome === 'kept';
const officesOf = (rows: readonly ImportRow[]): Organisation[] =>
  rows.flatMap(({ organisation }) => (organisation === undefined ? [] : [organisation]));
const idsOf = (rows: readonly ImportRow[]): string[] => officesOf(rows).map(({ id }) => id);

/** `present`: what the directory has of the offices of its rows that are to be kept. */
type PageToKeep = {
  readonly page: ImportPage;
  readonly batch: readonly ImportRow[];
  readonly present: ReadonlyMap<string, Enrolled<Organisation>>;
};
/** A page whose offices are written, and nobody told of them yet. */
type KeptPage = {
  readonly page: ImportPage;
  readonly rows: readonly ImportRow[];
  readonly offices: readonly Organisation[];
  readonly revisions: ReadonlyMap<string, number>;
  readonly kept: number;
};

/** Keeps in the directory what an import brings, and takes it back, page by page. A page may be done again: it finds what is done. */
@Injectable()
export class KeepingService {
  constructor(
    private readonly pages: ImportPageStore,
    private readonly enrolment: EnrolmentService,
    private readonly organisations: OrganisationStore,
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly changes: MeetingService,
    private readonly classNames: ClassNameStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async keep(record: ImportRecord, keepGoing: KeepGoing): Promise<void> {
    // Whoever had it before may have kept rows and not counted them.
    const counts = { ...record.counts, handled: await this.pages.count(record, 'kept') };
    await this.classNames.keep(record.newClasses);
    const sites = record.newSites.map(Sites.whole);
    for (let start = 0; start < sites.length; start += sitesAtOnce)
      await this.enrolment.enrolSites(sites.slice(start, start + sitesAtOnce));
    let noted = awaitedLater(Promise.resolve(0));
    let inHand: number[] = [];
    try {
      for await (const each of readAhead(this.#toKeep(this.pages.each(record)))) {
        inHand = [...inHand.slice(-1), each.page.number];
        await keepGoing({ counts: { ...counts }, inHand });
        const kept = await this.#keepRows(record, each);
        counts.handled += await noted.done;
        // While these are noted the next ones are kept.
        noted = awaitedLater(this.#note(kept));
      }
    } finally {
      counts.handled += await noted.done;
    }
    await keepGoing({ counts: { ...counts } });
    await this.#addClasses(record);
  }

  /** What was in hand when its work was broken off may be half kept, and nobody told of it: it is kept as a whole. */
  async finish(record: ImportRecord): Promise<void> {
    const { inHand = [] } = record;
    for await (const each of this.#toKeep(await this.pages.of(record, inHand)))
      await this.#note(await this.#keepRows(record, each));
  }

  async *#toKeep(pages: AsyncIterable<ImportPage> | Iterable<ImportPage>): AsyncGenerator<PageToKeep> {
    for await (const page of pages) {
      const batch = page.rows.filter(isToKeep);
      if (batch.length > 0) yield { page, batch, present: await this.organisations.kept(idsOf(batch)) };
    }
  }

  /** Done again, it finds what is done, and it is told of. */
  async #keepRows(record: ImportRecord, { page, batch, present }: PageToKeep): Promise<KeptPage> {
    const keep = batch.filter((row) => isAsCompared(row, present));
    const offices = officesOf(keep).map(withoutBlanks);
    const { revisions, refused } = await this.enrolment.keepUntold(offices, present);
    const kept = new Set(keep.filter(({ organisation }) => revisions.has(organisation?.id ?? '')));
    const rows = page.rows.map((row): ImportRow => {
      if (!isToKeep(row)) return row;
      return kept.has(row)
        ? { ...row, outcome: 'kept' }
        : { ...withRefusal(record, row, refused), outcome: 'passed-over' };
    });
    return { page, rows, offices, revisions, kept: kept.size };
  }

  /** How many of its rows were kept. */
  async #note({ page, rows, offices, revisions, kept }: KeptPage): Promise<number> {
    const enrolled = offices.flatMap((office) => {
      const revision = revisions.get(office.id);
      return revision === undefined ? [] : [{ organisation: office, revision }];
    });
    await this.pages.note(page, rows, enrolled, this.clock.now());
    this.relay.nudge(this.pages.outbox);
    return kept;
  }

  /** How many offices that the import brought are invited to a meeting, and the names of so many of them. */
  async invited(record: ImportRecord, most: number): Promise<{ readonly count: number; readonly names: string[] }> {
    const names: string[] = [];
    let count = 0;
    for await (const page of readAhead(this.pages.each(record))) {
      const rows = await this.invitedAmong(page.rows);
      count += rows.size;
      names.push(...[...rows].slice(0, most - names.length).map(({ name }) => name));
    }
    return { count, names };
  }

  /** Those of some rows that brought an office that is invited to a meeting. */
  async invitedAmong(rows: readonly ImportRow[]): Promise<ReadonlySet<ImportRow>> {
    const brought = rows.filter((row) => isKept(row) && row.before === undefined);
    const invited = await this.invitations.invitedAmong(idsOf(brought));
    return new Set(brought.filter(({ organisation }) => invited.has(organisation?.id ?? '')));
  }

  /** What was changed since, is invited since, or holds offices that were merged into it, stays; so does a change of a code that another office has taken since. */
  async takeBack(record: ImportRecord, keepGoing: KeepGoing): Promise<void> {
    await this.finish(record);
    const counts = { ...record.counts, handled: await this.pages.count(record, 'undone') };
    for await (const page of readAhead(this.pages.each(record))) {
      if (!page.rows.some(isKept)) continue;
      counts.handled += await this.#takeBackPage(record, page);
      await keepGoing({ counts: { ...counts } });
    }
  }

  async #takeBackPage(record: ImportRecord, page: ImportPage): Promise<number> {
    const batch = page.rows.filter(isKept);
    const ids = idsOf(batch);
    const [present, invited] = [await this.organisations.find(ids), await this.invitations.invitedAmong(ids)];
    const holding = new Set((await this.organisations.mergedInto(ids)).map(({ merged }) => merged?.into));
    // Done again, it finds some as they were before.
    const ours = batch.filter((row) => isAsCompared(row, present));
    const changed = ours.filter(({ before }) => before !== undefined);
    const brought = ours.filter(({ before, organisation }) => {
      const id = organisation?.id ?? '';
      return before === undefined && !invited.has(id) && !holding.has(id);
    });
    const former = changed.flatMap(({ before }) => (before === undefined ? [] : [withoutBlanks(before)]));
    const { revisions, refused } = await this.enrolment.keepUntold(former, present);
    for (const { id } of officesOf(brought)) {
      const kept = present.get(id);
      if (kept !== undefined) await this.organisations.remove(id, kept.revision);
    }
    const undone = new Set([
      ...brought,
      ...changed.filter(({ organisation }) => revisions.has(organisation?.id ?? '')),
    ]);
    const rows = page.rows.map((row): ImportRow => {
      if (undone.has(row)) return { ...row, outcome: 'undone' };
      return isKept(row) ? withRefusal(record, row, refused) : row;
    });
    return this.#note({ page, rows, offices: former, revisions, kept: undone.size });
  }

  /** A draft invites the classes that were imported for it. One that is announced is changed by people alone: it invites at once. */
  async #addClasses({ meetingId, classes }: ImportRecord): Promise<void> {
    const meeting = meetingId === undefined ? undefined : await this.meetings.find(meetingId);
    if (meeting?.status !== 'draft') return;
    const known = new Set(meeting.classes.map((each) => each.class));
    const added = classes.filter((each) => !known.has(each.class)).map((each) => ({ ...each, surveyed: false }));
    if (added.length === 0) return;
    const content = { ...meetingContentOf(meeting), classes: [...meeting.classes, ...added].slice(0, 100) };
    try {
      await this.changes.change(meeting.id, { content, expectedRevision: meeting.revision });
    } catch (error) {
      // Somebody else changed it in this moment: the round is done again.
      if (!(error instanceof AppError) || error.code !== 'meeting-not-found') throw error;
    }
  }
}

/** A code was taken by another office since the list was compared, or since it was kept, or the office was merged: its row says which. */
const withRefusal = (record: ImportRecord, row: ImportRow, refused: ReadonlyMap<string, Refusal>): ImportRow => {
  const refusal = refused.get(row.organisation?.id ?? '');
  return refusal === undefined ? row : { ...row, problems: [...row.problems, problemOf(record, row, refusal)] };
};

const problemOf = ({ sheets }: ImportRecord, { sheet, row }: ImportRow, { code, name }: Refusal): ImportProblem => {
  const columns = sheets.find((each) => each.name === sheet)?.columns ?? [];
  const field = code === 'code-of-another' ? 'code' : 'name';
  const column = columns.find((each) => each.field === field)?.column ?? 1;
  return { cell: cellName(row, column), field, warning: false, code, params: { name } };
};
