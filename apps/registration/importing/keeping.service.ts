import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type ImportProblem, type ImportRow, meetingContentOf, type Organisation } from '#contracts';
import { AppError } from '#platform';
import { cellName } from '#sheets';
import { InvitationStore } from '../invitation/invitation.module.js';
import { MeetingService, MeetingStore } from '../meeting/meeting.module.js';
import {
  ClassNameStore,
  EnrolmentService,
  OrganisationStore,
  type Refusal,
} from '../organisation/organisation.module.js';
import { Sites } from './directory.js';
import { type ImportRecord } from './import.js';
import { ImportRowStore } from './import-row.store.js';
import { type KeepGoing } from './reading.service.js';

const batchSize = 250;
const sitesAtOnce = 500;

/** What of a batch is still as it was compared, or is so already; the others have changed since and are passed over. */
export const stillAsCompared = (
  rows: readonly ImportRow[],
  present: ReadonlyMap<string, { readonly entry: Organisation }>,
): { readonly keep: ImportRow[]; readonly passOver: ImportRow[] } => {
  const keep: ImportRow[] = [];
  const passOver: ImportRow[] = [];
  for (const row of rows) {
    const now = present.get(row.organisation?.id ?? '')?.entry;
    const fits = isDeepStrictEqual(now, row.before) || isDeepStrictEqual(now, row.organisation);
    (fits && row.organisation !== undefined ? keep : passOver).push(row);
  }
  return { keep, passOver };
};

const isToKeep = ({ state, outcome }: ImportRow): boolean =>
  (state === 'new' || state === 'changed') && outcome === undefined;
const isKept = ({ outcome }: ImportRow): boolean => outcome === 'kept';
const numbersOf = (rows: readonly ImportRow[]): number[] => rows.map(({ number }) => number);
const officesOf = (rows: readonly ImportRow[]): Organisation[] =>
  rows.flatMap(({ organisation }) => (organisation === undefined ? [] : [organisation]));

/** Keeps in the directory what an import brings, and takes it back. Each batch may be done again: it finds what is done. */
@Injectable()
export class KeepingService {
  constructor(
    private readonly rows: ImportRowStore,
    private readonly enrolment: EnrolmentService,
    private readonly organisations: OrganisationStore,
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly changes: MeetingService,
    private readonly classNames: ClassNameStore,
  ) {}

  async keep(record: ImportRecord, keepGoing: KeepGoing): Promise<void> {
    // Whoever had it before may have kept rows and not counted them.
    const counts = { ...record.counts, handled: await this.rows.count(record, 'kept') };
    await this.classNames.keep(record.newClasses);
    const sites = record.newSites.map(Sites.whole);
    for (let start = 0; start < sites.length; start += sitesAtOnce)
      await this.enrolment.enrolSites(sites.slice(start, start + sitesAtOnce));
    for (let after = 0; ;) {
      const next = await this.rows.next(record, after, batchSize);
      const last = next.at(-1);
      if (last === undefined) break;
      after = last.number;
      const batch = next.filter(isToKeep);
      if (batch.length === 0) continue;
      const present = await this.organisations.find(officesOf(batch).map(({ id }) => id));
      const { keep, passOver } = stillAsCompared(batch, present);
      const refused =
        keep.length > 0 ? await this.enrolment.keepOrganisations(officesOf(keep)) : new Map<string, Refusal>();
      const kept = keep.filter(({ organisation }) => !refused.has(organisation?.id ?? ''));
      await this.#tellRefused(record, keep, refused);
      await this.rows.note(record, numbersOf(kept), 'kept');
      await this.rows.note(
        record,
        numbersOf([...passOver, ...keep.filter((row) => !kept.includes(row))]),
        'passed-over',
      );
      counts.handled += kept.length;
      await keepGoing({ counts: { ...counts } });
    }
    await this.#addClasses(record);
  }

  /** Names of offices that the import brought and that are invited to a meeting. */
  async invited(record: ImportRecord, most: number): Promise<string[]> {
    const names: string[] = [];
    for (let after = 0; ;) {
      const next = await this.rows.next(record, after, 4 * batchSize);
      const batch = next.filter(isKept);
      const ids = officesOf(batch.filter(({ before }) => before === undefined)).map(({ id }) => id);
      names.push(...(await this.invitations.invitedAmong(ids)).values());
      const last = next.at(-1);
      if (last === undefined || names.length >= most) return names.slice(0, most);
      after = last.number;
    }
  }

  /** A code was taken by another office since the list was compared, or since it was kept, or the office was merged: its row says which. */
  async #tellRefused(
    record: ImportRecord,
    rows: readonly ImportRow[],
    refused: ReadonlyMap<string, Refusal>,
  ): Promise<void> {
    for (const row of rows) {
      const refusal = refused.get(row.organisation?.id ?? '');
      if (refusal !== undefined) await this.rows.addProblem(record, row.number, problemOf(record, row, refusal));
    }
  }

  /** What was changed since, is invited since, or holds offices that were merged into it, stays; so does a change of a code that another office has taken since. */
  async takeBack(record: ImportRecord, keepGoing: KeepGoing): Promise<void> {
    const counts = { ...record.counts, handled: await this.rows.count(record, 'undone') };
    for (let after = 0; ;) {
      const next = await this.rows.next(record, after, batchSize);
      const last = next.at(-1);
      if (last === undefined) return;
      after = last.number;
      const batch = next.filter(isKept);
      if (batch.length === 0) continue;
      const ids = officesOf(batch).map(({ id }) => id);
      const [present, invited] = [await this.organisations.find(ids), await this.invitations.invitedAmong(ids)];
      const isOurs = ({ organisation }: ImportRow): boolean =>
        isDeepStrictEqual(present.get(organisation?.id ?? '')?.entry, organisation);
      const ours = batch.filter(isOurs);
      const changed = ours.filter(({ before }) => before !== undefined);
      const holding = new Set((await this.organisations.mergedInto(ids)).map(({ merged }) => merged?.into));
      const brought = ours.filter(({ before, organisation }) => {
        const id = organisation?.id ?? '';
        return before === undefined && !invited.has(id) && !holding.has(id);
      });
      const refused =
        changed.length > 0
          ? await this.enrolment.keepOrganisations(changed.flatMap(({ before }) => before ?? []))
          : new Map<string, Refusal>();
      await this.#tellRefused(record, changed, refused);
      const takenBack = changed.filter(({ organisation }) => !refused.has(organisation?.id ?? ''));
      for (const { id } of officesOf(brought)) {
        const kept = present.get(id);
        if (kept !== undefined) await this.organisations.remove(id, kept.revision);
      }
      await this.rows.note(record, numbersOf([...takenBack, ...brought]), 'undone');
      counts.handled += takenBack.length + brought.length;
      await keepGoing({ counts: { ...counts } });
    }
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

const problemOf = ({ sheets }: ImportRecord, { sheet, row }: ImportRow, { code, name }: Refusal): ImportProblem => {
  const columns = sheets.find((each) => each.name === sheet)?.columns ?? [];
  const field = code === 'code-of-another' ? 'code' : 'name';
  const column = columns.find((each) => each.field === field)?.column ?? 1;
  return { cell: cellName(row, column), field, warning: false, code, params: { name } };
};
