import { type Writable } from 'node:stream';
import { invalid, PackedWriter } from '#platform';
import { lastColumn, lastRow, tableLimits } from './limits.js';
import { cellName, columnName } from './table.js';
import { type WrittenSheet, type WrittenValue } from './written.js';
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

/** A workbook of texts, and of numbers where a number is given: names of the columns bold and in view, a filter on them. */
export const writeXlsx = async (stream: Writable, sheets: readonly WrittenSheet[]): Promise<void> => {
  const zip = new PackedWriter(stream);
  const names = sheetNames(sheets.map(({ name }) => name));
  await zip.text('[Content_Types].xml', contentTypes(sheets.length));
  await zip.text('_rels/.rels', mainRelations);
  await zip.text('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length));
  await zip.text('xl/styles.xml', styles);
  const filters: string[] = [];
  for (const [at, sheet] of sheets.entries()) {
    const done = (rows: number): void =>
      void filters.push(`$A$1:$${columnName(Math.max(1, sheet.columns.length))}$${rows}`);
    await zip.part(`xl/worksheets/sheet${at + 1}.xml`, sheetLines(sheet, at === 0, done));
  }
  await zip.text('xl/workbook.xml', workbook(names, filters));
  await zip.end();
};
