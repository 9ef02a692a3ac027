import { Injectable } from '@nestjs/common';
import { type ExportOrganisations, type FileMade, type ParsedRequestOf } from '#contracts';
import { writeCsv, writeXlsx } from '#sheets';
import { directoryWordsOf } from '#words';
import { Files } from '../files/files.module.js';
import { OrganisationStore } from '../organisation/organisation.module.js';
import { exportColumns, exportRow } from './export-list.js';
import { KnownNames } from './known-names.js';

const pageSize = 500;
const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

type Asked = ParsedRequestOf<typeof ExportOrganisations>;

/** The directory as a list with the columns of an import, of any length: a page of it is held at a time. */
@Injectable()
export class ExportingService {
  constructor(
    private readonly organisations: OrganisationStore,
    private readonly known: KnownNames,
    private readonly files: Files,
  ) {}

  async export({ format, language, ...filter }: Asked): Promise<FileMade> {
    const { title } = directoryWordsOf(language).organisations;
    const sheet = { name: title, columns: exportColumns(language), rows: this.#rows({ language, ...filter }) };
    return this.files.make({ name: `${title}.${format}`, contentType: types[format] }, (stream) =>
      format === 'csv' ? writeCsv(stream, sheet) : writeXlsx(stream, [sheet]),
    );
  }

  async *#rows({ language, q = '', ...filter }: Omit<Asked, 'format'>): AsyncGenerator<readonly string[]> {
    const [classes, sites] = await Promise.all([this.known.classes(), this.known.sites()]);
    for (let after = ''; ;) {
      const page = await this.organisations.list(filter, q, after, pageSize);
      for (const organisation of page) yield exportRow(organisation, { classes, sites, language });
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) return;
      after = last.id;
    }
  }
}
