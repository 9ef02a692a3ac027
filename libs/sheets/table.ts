import { lastColumn, lastRow } from './limits.js';

export type TableKind = 'xlsx' | 'xls' | 'csv';
export type TextEncoding = 'utf-8' | 'utf-16le' | 'windows-874';

/**
 * A cell as people see it in the sheet: a number by its format ('02-123 4567', leading zeros), a whole number without exponent, a
 * date as its ISO day ('2016-11-18'), with a time as its instant without zone ('2016-11-18T14:30:00').
 */
export type Cell = {
  readonly text: string;
  /** The text is what the program worked out; it is empty if the file does not hold it. */ readonly formula?: true;
  /** The text is an error such as #REF!. */ readonly error?: true;
};

/** Cells from column A to the last that is not empty. */
export type Row = { /** As the program shows it, from 1. */ readonly number: number; readonly cells: readonly Cell[] };

/** Rows and columns from 1, both ends included. */
export type Range = {
  readonly fromRow: number;
  readonly fromColumn: number;
  readonly toRow: number;
  readonly toColumn: number;
};

export type Sheet = {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows that are not empty, from the first to the last; each call reads the file anew. */
  readonly rows: () => AsyncIterable<Row>;
  /** Cells that are joined; known for nothing once the rows were read, else the sheet is gone through for it. */
  readonly merged: () => Promise<readonly Range[]>;
};

export type EncodingSample = { readonly encoding: TextEncoding; readonly rows: readonly (readonly string[])[] };
export type TableEncoding = {
  readonly used: TextEncoding;
  /** False: only bytes that mean something in several encodings decide, and a person should look. */
  readonly sure: boolean;
  /** Up to three rows, as they read in each encoding that the file may have; those that read differently, if there are any. */
  readonly samples: readonly EncodingSample[];
};

export type TableFile = {
  readonly kind: TableKind;
  readonly encoding?: TableEncoding;
  readonly sheets: readonly Sheet[];
};

export const noCell: Cell = Object.freeze({ text: '' });
export const isEmptyCell = ({ text, formula }: Cell): boolean => text === '' && formula === undefined;

const letterA = 65;
export const columnName = (column: number): string => {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(letterA + ((rest - 1) % 26)) + name;
  }
  return name;
};
export const cellName = (row: number, column: number): string => `${columnName(column)}${row}`;

/** The row and the column of a name such as B7; undefined if no sheet has such a cell. */
export const cellAt = (name: string): { readonly row: number; readonly column: number } | undefined => {
  if (name.length > 'XFD1048576'.length) return undefined;
  let column = 0;
  let row = 0;
  let at = 0;
  for (; at < name.length; at++) {
    const code = name.charCodeAt(at) & ~32;
    if (code < letterA || code > letterA + 25) break;
    column = column * 26 + code - letterA + 1;
  }
  for (let digits = at; digits < name.length; digits++) {
    const digit = name.charCodeAt(digits) - 48;
    if (digit < 0 || digit > 9) return undefined;
    row = row * 10 + digit;
  }
  return column < 1 || column > lastColumn || row < 1 || row > lastRow ? undefined : { row, column };
};

/** 'A1:C1'; undefined if there is no such range. */
export const rangeOf = (text: string): Range | undefined => {
  const [first = '', second = first] = text.split(':', 2);
  const one = cellAt(first);
  const other = cellAt(second);
  return (
    one
    && other && {
      fromRow: Math.min(one.row, other.row),
      fromColumn: Math.min(one.column, other.column),
      toRow: Math.max(one.row, other.row),
      toColumn: Math.max(one.column, other.column),
    }
  );
};
