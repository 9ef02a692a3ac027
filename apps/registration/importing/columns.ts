import { type ImportField, type ImportSheet } from '#contracts';
import { digestText } from '#platform';
import { type Row } from '#sheets';
import { letters } from './folded.js';
import { fieldOfHeading } from './headings.js';

export type Columns = ImportSheet['columns'];
export type Headings = ImportSheet['headings'];
export type HeadingsFound = { readonly headingRow: number; readonly headings: Headings };

/** Headings stand below titles and above all offices: looked for in this many rows. */
export const mostRowsAbove = 30;
const mostTitle = 500;
/** Enough to see what a column holds. */
const [mostSampled, mostSampledColumns, mostSampledText] = [4, 40, 60];

const headingsOf = ({ cells }: Row): Headings =>
  cells.flatMap(({ text }, index) =>
    text.trim() === '' ? [] : [{ column: index + 1, title: text.trim().slice(0, mostTitle) }],
  );

/** Each field once; of two headings that say the same the first has it. */
export const suggestedColumns = (headings: Headings): Columns => {
  const taken = new Set<ImportField>();
  return headings.flatMap(({ column, title }) => {
    const field = fieldOfHeading(title);
    if (field === undefined || taken.has(field)) return [];
    taken.add(field);
    return [{ column, field }];
  });
};

/**
 * The row of headings among the first rows: the one in which most headings say what stands below them, two at least and
 * the name of the office among them. Titles above it are one long text, cells that are joined say it once.
 */
export const findHeadings = (rows: readonly Row[]): HeadingsFound | undefined => {
  let best: (HeadingsFound & { readonly known: number }) | undefined;
  for (const row of rows) {
    const headings = headingsOf(row);
    const columns = suggestedColumns(headings);
    if (columns.length < 2 || !columns.some(({ field }) => field === 'name' || field === 'id')) continue;
    if (best === undefined || columns.length > best.known)
      best = { headingRow: row.number, headings, known: columns.length };
  }
  return best && { headingRow: best.headingRow, headings: best.headings };
};

export const headingsAt = (rows: readonly Row[], headingRow: number): HeadingsFound => {
  const row = rows.find(({ number }) => number === headingRow);
  return { headingRow, headings: row === undefined ? [] : headingsOf(row) };
};

/** The cells of a row as far as they are shown. */
export const shownCells = (texts: readonly string[]): string[] =>
  texts.slice(0, mostSampledColumns).map((text) => text.trim().slice(0, mostSampledText));

/** Rows for people to see what the columns hold: the first below the headings, or the first of all where there are none. */
export const sampleOf = (rows: readonly Row[], headingRow = 0): ImportSheet['sample'] =>
  rows
    .filter(({ number }) => number > headingRow)
    .slice(0, headingRow === 0 ? 2 * mostSampled : mostSampled)
    .map(({ number, cells }) => ({ row: number, cells: shownCells(cells.map(({ text }) => text)) }));

/** Lists with the same headings in the same columns are read as the last one was. */
export const headingsKey = (headings: Headings): string =>
  digestText(headings.map(({ column, title }) => `${column}:${letters(title)}`).join('\n'), 24);
