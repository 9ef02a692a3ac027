import { readFile, writeFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  DossierColumn,
  DossierPart,
  type DossierRow,
  type ExportSiteDossiers,
  type KeptDossier,
  mostListedDossiers,
  type ReturnOf,
  SiteDossier,
  strictly,
} from '#contracts';
import { conflict, digestHex, fieldProblems, inTemporaryFolder, invalid } from '#platform';
import { openTable, writeCsv, writeXlsx } from '#sheets';
import { checksWordsOf, fieldLabel, type Language, problemText } from '#words';
import { DossierService } from '../dossier/dossier.module.js';
import { columnsIn, dossierRow, withRow } from './columns.js';

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;
const whole = strictly(SiteDossier);

/** A row as it was read: with the dossier that it would make, where it makes one. */
type Read = { readonly told: DossierRow; readonly kept?: KeptDossier; readonly dossier?: SiteDossier };

/** Lists of dossiers, handed out and handed in. */
@Injectable()
export class DossierListService {
  constructor(private readonly dossiers: DossierService) {}

  async export(format: 'xlsx' | 'csv', language: Language): Promise<ReturnOf<typeof ExportSiteDossiers>> {
    const { title } = checksWordsOf(language).dossierList;
    const kept = await this.dossiers.whole();
    const sheet = {
      name: title,
      columns: DossierColumn.options.map((column) => ({ title: checksWordsOf(language).columns[column], width: 24 })),
      rows: kept.map((each) => dossierRow(each, language)),
    };
    const content = await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'list');
      const stream = createWriteStream(path);
      await (format === 'csv' ? writeCsv(stream, sheet) : writeXlsx(stream, [sheet]));
      return readFile(path, 'base64');
    });
    return { name: `${title}.${format}`, contentType: types[format], content };
  }

  async preview(content: string, language: Language) {
    const { read, unknown } = await this.#read(content, language);
    return { rows: read.map(({ told }) => told), unknownColumns: [...unknown], seen: this.#seen(read) };
  }

  /** Throws conflict 'revision-conflict' where one of its dossiers is another one than was seen. */
  async keep(
    content: string,
    language: Language,
    { seen, ...by }: { readonly seen: string; readonly changedBy: string; readonly onlyCorrects?: boolean | undefined },
  ): Promise<DossierRow[]> {
    const { read } = await this.#read(content, language);
    if (this.#seen(read) !== seen) throw conflict('revision-conflict', { why: 'list of dossiers' });
    for (const { told, kept, dossier } of read) {
      if (kept === undefined || dossier === undefined || told.state === 'same') continue;
      const expected = kept.revision === 0 ? undefined : kept.revision;
      await this.dossiers.save({ siteId: kept.siteId, dossier, ...by }, expected);
    }
    return read.map(({ told }) => told);
  }

  #seen(read: readonly Read[]): string {
    return digestHex(JSON.stringify(read.map(({ told, kept }) => [told.siteId, kept?.revision])), 16);
  }

  /** Throws invalid with a code of tables where it is none, and 'dossier-list-without-site'. */
  async #read(content: string, language: Language): Promise<{ read: Read[]; unknown: readonly string[] }> {
    const rows = await this.#rows(content);
    const [heading, ...lines] = rows;
    const { at, unknown } = columnsIn(heading?.cells ?? []);
    if (!at.has('site'))
      throw invalid('dossier-list-without-site', { values: { column: checksWordsOf(language).columns.site } });
    const known = new Map((await this.dossiers.whole()).map((each) => [each.siteId, each]));
    const seen = new Set<string>();
    const read = lines.map(({ number, cells }): Read => {
      const siteId = (cells[at.get('site') ?? 0] ?? '').trim().toLowerCase().slice(0, 200);
      const kept = known.get(siteId);
      const bare = { row: number, siteId, changed: [] };
      const refused = (code: 'dossier-site-unknown' | 'named-twice'): Read => ({
        told: {
          ...bare,
          state: 'invalid',
          problems: [
            { field: 'siteId', label: fieldLabel('siteId', language), ...problemText({ code }, language), code },
          ],
        },
      });
      if (kept === undefined) return refused('dossier-site-unknown');
      if (seen.has(siteId)) return refused('named-twice');
      seen.add(siteId);
      const parsed = whole.safeParse(withRow(kept.dossier, cells, at));
      if (!parsed.success) {
        const problems = fieldProblems(parsed.error.issues, language);
        return { told: { ...bare, name: kept.name, state: 'invalid', problems } };
      }
      const dossier = parsed.data;
      const changed = DossierPart.options.filter((part) => !isDeepStrictEqual(kept.dossier[part], dossier[part]));
      const state = changed.length === 0 ? 'same' : kept.revision === 0 ? 'new' : 'changed';
      return { told: { ...bare, name: kept.name, state, changed, problems: [] }, kept, dossier };
    });
    return { read, unknown };
  }

  /** The rows of its first sheet that is shown. */
  #rows(content: string): Promise<{ readonly number: number; readonly cells: readonly string[] }[]> {
    return inTemporaryFolder(async (folder) => {
      const path = join(folder, 'list');
      await writeFile(path, Buffer.from(content, 'base64'));
      const { sheets } = await openTable(path);
      const rows: { number: number; cells: string[] }[] = [];
      const sheet = sheets.find(({ hidden }) => !hidden);
      for await (const { number, cells } of sheet?.rows() ?? []) {
        if (rows.length > mostListedDossiers)
          throw invalid('table-too-many-rows', { values: { most: mostListedDossiers } });
        rows.push({ number, cells: cells.map(({ text }) => text) });
      }
      if (rows.length < 2) throw invalid('table-empty');
      return rows;
    });
  }
}
