import { type ImportSheet } from '#contracts';
import { invalid } from '#platform';
import { type Row, type Sheet, type TableFile, tableLimits } from '#sheets';
import { type Columns, mostRowsAbove } from './columns.js';
import { saysSomething } from './read-row.js';
import { RowSpool } from './row-spool.js';

/** A sheet that is taken; its rows come out of its spool once they were gone through. */
type TakenSheet = ImportSheet & { readonly sheet: Sheet; readonly spool: RowSpool };
/** `path`: of the file, which is in a folder of the work's own. */
export const takenOf = (table: TableFile, sheets: readonly ImportSheet[], path: string): TakenSheet[] =>
  sheets.flatMap((each, index) => {
    const sheet = table.sheets.find(({ name }) => name === each.name);
    return each.taken && each.columns.length > 0 && sheet !== undefined
      ? [{ ...each, sheet, spool: new RowSpool(`${path}.rows-${index}`) }]
      : [];
  });

/**
 * Refuses a list that is too long before any of it is compared. Gone through once, a workbook knows which of its cells are
 * joined, and its rows are in the spools. Throws invalid 'table-too-many-rows'.
 */
export const checkLength = async (taken: readonly TakenSheet[]): Promise<void> => {
  const most = tableLimits.rows;
  let rows = 0;
  for (const { sheet, spool, headingRow = 0, columns } of taken)
    for await (const row of spool.keeping(sheet.rows()))
      if (row.number > headingRow && saysSomething(row, columns) && ++rows > most)
        throw invalid('table-too-many-rows', { values: { most } });
};

export const firstRows = async (sheet: Sheet): Promise<Row[]> => {
  const first: Row[] = [];
  for await (const row of sheet.rows()) {
    first.push(row);
    if (first.length >= mostRowsAbove) break;
  }
  return first;
};

/** Headings that are repeated on each page of a list. */
export const isHeadings = ({ cells }: Row, columns: Columns, titles: ReadonlyMap<number, string>): boolean =>
  columns.every(({ column }) => (cells[column - 1]?.text ?? '').trim() === titles.get(column));
