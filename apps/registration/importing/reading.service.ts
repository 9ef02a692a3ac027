import { Injectable } from '@nestjs/common';
import { type Import, type ImportClass, type ImportCounts, type ImportRow, type ImportSheet } from '#contracts';
import { openTable, type Sheet, type TableFile } from '#sheets';
import { Files } from '../files/files.module.js';
import { OrganisationStore } from '../organisation/organisation.module.js';
import { awaitedLater } from './awaited-later.js';
import { findHeadings, headingsAt, headingsKey, sampleOf, shownCells, suggestedColumns } from './columns.js';
import { type Candidates, compareRow, type MergedOffice, nothingSeen, type Present } from './compare.js';
import { type Classes, newOrganisationId, type Sites } from './directory.js';
import { letters } from './folded.js';
import { type AskedOfImport, type ImportRecord, noCounts } from './import.js';
import { mostRows, pagesOf } from './import-page.js';
import { ImportPageStore } from './import-page.store.js';
import { ImportStore } from './import.store.js';
import { KnownNames } from './known-names.js';
import { MergedCells } from './merged-cells.js';
import { codeKey, codeSpellings, otherZeros } from './office-codes.js';
import { type ReadRow, readRow, saysSomething } from './read-row.js';
import { checkLength, firstRows, isHeadings, takenOf } from './taken-sheets.js';
import { withinReach } from './told-sheets.js';

export type KeepGoing = (changes: Partial<Omit<ImportRecord, 'id'>>) => Promise<void>;
type Read = { readonly sheet: string; readonly row: number; readonly read: ReadRow };

/** Reads the file of an import and says of each row what keeping it would do. Nothing but the import itself is changed. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly files: Files,
    private readonly imports: ImportStore,
    private readonly pages: ImportPageStore,
    private readonly organisations: OrganisationStore,
    private readonly known: KnownNames,
  ) {}

  /** `keepGoing` keeps how far it is, and throws where the work is not to go on. Returns what is known at the end. */
  async read(record: ImportRecord, keepGoing: KeepGoing): Promise<Partial<Omit<ImportRecord, 'id'>>> {
    await this.pages.forgetOthers(record);
    return this.files.onDisk(record.id, async (path) => {
      const table = await openTable(path, { encoding: record.asked.encoding });
      const sheets = await this.#sheets(table, record.asked);
      await keepGoing({ kind: table.kind, sheets, ...encodingOf(table) });
      const classes = await this.known.classes(record.meetingId);
      const sites = await this.known.sites();
      const asked = record.asked.defaultClass;
      const defaultClass = asked === undefined ? undefined : classes.add(asked);
      const counts = await this.#rows(
        record,
        { taken: takenOf(table, sheets, path), sheets, classes, sites, defaultClass },
        keepGoing,
      );
      return {
        counts,
        newClasses: classes.made,
        newSites: sites.made,
        classes: classes.used,
        ...(defaultClass !== undefined && { defaultClass: { class: defaultClass.class, name: defaultClass.name } }),
      };
    });
  }

  async #sheets(table: TableFile, asked: AskedOfImport): Promise<ImportSheet[]> {
    const sheets: ImportSheet[] = [];
    for (const sheet of table.sheets) sheets.push(await this.#sheet(sheet, asked));
    return withinReach(sheets);
  }

  /** Asked for by a person, else as a list with the same headings was read the last time, else by what the headings say. */
  async #sheet(sheet: Sheet, { sheets = [] }: AskedOfImport): Promise<ImportSheet> {
    const asked = sheets.find(({ name }) => name === sheet.name);
    const first = await firstRows(sheet);
    const found = asked?.headingRow === undefined ? findHeadings(first) : headingsAt(first, asked.headingRow);
    const sample = sampleOf(first, found?.headingRow);
    const is = { name: sheet.name, hidden: sheet.hidden, sample };
    if (found === undefined) return { ...is, taken: false, headings: [], columns: [] };
    const columns = asked?.columns ?? (await this.imports.rememberedColumns(headingsKey(found.headings)));
    if (asked?.columns !== undefined && found.headings.length > 0)
      await this.imports.rememberColumns(headingsKey(found.headings), asked.columns);
    return {
      ...is,
      taken: asked?.taken ?? !sheet.hidden,
      ...found,
      columns: columns ?? suggestedColumns(found.headings),
    };
  }

  async #rows(
    record: ImportRecord,
    {
      taken,
      sheets,
      classes,
      sites,
      defaultClass,
    }: {
      taken: ReturnType<typeof takenOf>;
      sheets: readonly ImportSheet[];
      classes: Classes;
      sites: Sites;
      defaultClass: ImportClass | undefined;
    },
    keepGoing: KeepGoing,
  ): Promise<ImportCounts> {
    const counts = { ...noCounts };
    const seen = nothingSeen();
    let batch: Read[] = [];
    let pages = 0;
    let kept = awaitedLater(Promise.resolve());
    const keep = async (some: readonly Read[], asked: Promise<Candidates>): Promise<void> => {
      const candidates = await asked;
      const compared = some.map(({ sheet, row, read }): ImportRow => {
        counts.read += 1;
        const at = sheets.length > 1 ? `${sheet} ${row}` : String(row);
        const result = compareRow(read, candidates, seen, sites, at);
        counts[result.state] += 1;
        if (result.state !== 'invalid' && result.problems.some(({ warning }) => warning)) counts.warned += 1;
        classes.use(result.organisation?.class, keeps(result));
        if (keeps(result)) sites.use(result.organisation?.siteId);
        return { number: counts.read, sheet, row, ...result };
      });
      for (const page of pagesOf(compared)) await this.pages.insert(record, (pages += 1), page);
      await keepGoing({ counts: { ...counts } });
    };
    /** While some are compared and kept the next ones are read, and what the directory has of those is asked for. */
    const flush = async (): Promise<void> => {
      const some = batch;
      batch = [];
      const asked = awaitedLater(this.#candidates(some));
      await kept.done;
      kept = awaitedLater(keep(some, asked.done));
    };
    await checkLength(taken);
    for (const { sheet, spool, name, headingRow = 0, headings, columns } of taken) {
      const titles = new Map(headings.map(({ column, title }) => [column, title]));
      const merged = new MergedCells(await sheet.merged());
      const ofSheet = defaultClass ?? classes.known(name);
      for await (const each of spool.rows()) {
        const row = merged.fill(each);
        if (row.number <= headingRow || !saysSomething(row, columns) || isHeadings(row, columns, titles)) continue;
        batch.push({
          sheet: name,
          row: row.number,
          read: readRow(row, { columns, classes, sites, defaultClass: ofSheet }),
        });
        if (batch.length >= mostRows) await flush();
      }
    }
    await flush();
    await kept.done;
    return counts;
  }

  /** What the directory has of the offices that these rows may mean. */
  async #candidates(batch: readonly Read[]): Promise<Candidates> {
    const said = batch.map(({ read }) => read.said);
    const ids = said.flatMap(({ id, code, name, provinceCode, class: organisationClass }) => [
      ...(id === undefined ? [] : [id]),
      ...(name === undefined || provinceCode === undefined || organisationClass === undefined
        ? []
        : [newOrganisationId({ code, name, provinceCode, class: organisationClass.class })]),
    ]);
    const codes = said.flatMap(({ code }) => code ?? []);
    const names = said.flatMap(({ name }) => name ?? []);
    const [byId, withCodes, withNames, merged] = await Promise.all([
      this.organisations.find(ids),
      this.organisations.withCodes(codes.flatMap((code) => [code, ...otherZeros(code)])),
      this.organisations.withNames(names),
      this.organisations
        .isAnyMerged()
        .then((is) => (is ? this.#merged({ ids, codes: codes.flatMap(codeSpellings), names }) : [])),
    ]);
    const byName = new Map<string, Present[]>();
    for (const each of withNames) {
      const key = letters(each.entry.name.th);
      byName.set(key, [...(byName.get(key) ?? []), each]);
    }
    return { byId, byCode: new Map(withCodes.map((each) => [codeKey(each.entry.code ?? ''), each])), byName, merged };
  }

  async #merged(called: Parameters<OrganisationStore['mergedAmong']>[0]): Promise<MergedOffice[]> {
    const merged: MergedOffice[] = [];
    for (const { entry } of await this.organisations.mergedAmong(called)) {
      const into = await this.organisations.standingFor(entry.id);
      if (into !== undefined) merged.push({ was: entry, into: into.entry });
    }
    return merged;
  }
}

/** Whether the row is one that is kept. */
const keeps = ({ state }: Pick<ImportRow, 'state'>): boolean => state === 'new' || state === 'changed';

const encodingOf = ({ encoding }: TableFile): Pick<Import, 'encoding'> => {
  if (encoding === undefined) return {};
  const samples = encoding.samples.map((each) => ({ encoding: each.encoding, rows: each.rows.map(shownCells) }));
  return { encoding: { used: encoding.used, sure: encoding.sure, samples } };
};
