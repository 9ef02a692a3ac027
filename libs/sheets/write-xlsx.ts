import { type Writable } from 'node:stream';
import { Zip, ZipDeflate } from 'fflate';
import { invalid } from '#platform';
import { lastColumn, lastRow, tableLimits } from './limits.js';
import { cellName, columnName } from './table.js';
import { inPieces, PacedWriter, type WrittenSheet, type WrittenValue } from './written.js';
import {
  contentTypes,
  escaped,
  mainRelations,
  sheetNames,
  sheetTail,
  sheetTop,
  styles,
  workbook,
  workbookRelations,
} from './xlsx-parts.js';

const headerStyle = 1;

const cell = (value: WrittenValue, row: number, column: number, style?: number): string => {
  const name = cellName(row, column);
  const styled = style === undefined ? '' : ` s="${style}"`;
  if (typeof value === 'number' && Number.isFinite(value))
    return `<c r="${name}"${styled || ' s="2"'}><v>${value}</v></c>`;
  const text = String(value);
  if (text === '') return '';
  if (text.length > tableLimits.cellLength) {
    throw invalid('table-cell-too-long', { values: { cell: name, most: tableLimits.cellLength } });
  }
  return `<c r="${name}"${styled} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
};

const rowText = (values: readonly WrittenValue[], row: number, style?: number): string => {
  if (row > lastRow) throw invalid('table-too-many-rows', { values: { most: lastRow } });
  if (values.length > lastColumn) {
    throw invalid('table-too-many-columns', { values: { most: lastColumn, cell: cellName(row, lastColumn + 1) } });
  }
  return `<row r="${row}">${values.map((value, at) => cell(value, row, at + 1, style)).join('')}</row>`;
};

/** A sheet's part; `done` is told how many rows it has, which is known at its end only. */
async function* sheetLines(
  { columns, rows }: WrittenSheet,
  isFirst: boolean,
  done: (rows: number) => void,
): AsyncGenerator<string> {
  let row = 1;
  yield (
    sheetTop(columns, isFirst)
    + rowText(
      columns.map(({ title }) => title),
      row,
      headerStyle,
    )
  );
  for await (const values of rows) yield rowText(values, ++row);
  done(row);
  yield sheetTail(columns.length, row);
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** Parts one after another into one file, each piece compressed when it is there. */
class PackedWriter {
  private packed: Uint8Array[] = [];
  private readonly zip = new Zip((error, bytes) => {
    if (error) throw error;
    this.packed.push(bytes);
  });
  private readonly encoder = new TextEncoder();

  constructor(private readonly writer: PacedWriter) {}

  async part(name: string, pieces: AsyncIterable<string>): Promise<void> {
    const part = new ZipDeflate(name, { level: 6 });
    // Lists made at one time from the same rows are the same bytes.
    part.mtime = new Date(1980, 0, 1, 12);
    this.zip.add(part);
    for await (const piece of inPieces(pieces)) {
      part.push(this.encoder.encode(piece), false);
      await this.flush();
    }
    part.push(new Uint8Array(0), true);
    await this.flush();
  }

  async end(): Promise<void> {
    this.zip.end();
    await this.flush();
    await this.writer.end();
  }

  private async flush(): Promise<void> {
    const { packed } = this;
    this.packed = [];
    for (const bytes of packed) await this.writer.write(bytes);
  }
}

/** A workbook of texts, and of numbers where a number is given: names of the columns bold and in view, a filter on them. */
export const writeXlsx = async (stream: Writable, sheets: readonly WrittenSheet[]): Promise<void> => {
  const zip = new PackedWriter(new PacedWriter(stream));
  const names = sheetNames(sheets.map(({ name }) => name));
  await zip.part('[Content_Types].xml', once(contentTypes(sheets.length)));
  await zip.part('_rels/.rels', once(mainRelations));
  await zip.part('xl/_rels/workbook.xml.rels', once(workbookRelations(sheets.length)));
  await zip.part('xl/styles.xml', once(styles));
  const filters: string[] = [];
  for (const [at, sheet] of sheets.entries()) {
    const done = (rows: number): void =>
      void filters.push(`$A$1:$${columnName(Math.max(1, sheet.columns.length))}$${rows}`);
    await zip.part(`xl/worksheets/sheet${at + 1}.xml`, sheetLines(sheet, at === 0, done));
  }
  await zip.part('xl/workbook.xml', once(workbook(names, filters)));
  await zip.end();
};
