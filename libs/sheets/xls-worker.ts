import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { read, set_cptable, type WorkSheet } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';

/** What the thread is asked, and what it gives back: plain values, since it has nothing of Sala but this file. */
export type XlsAsked = { readonly path: string; readonly mostRows: number };
export type XlsCell = readonly [column: number, type: string, value: string, format: string, formula: boolean];
export type XlsSheet = {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly (readonly [number: number, cells: readonly XlsCell[]])[];
  /** Rows and columns from 1: first and last row, first and last column. */
  readonly merged: readonly (readonly [number, number, number, number])[];
};
export type XlsRead =
  | { readonly sheets: readonly XlsSheet[]; readonly from1904: boolean }
  | { readonly failed: 'encrypted' | 'damaged'; readonly why: string };

const rowsOf = (sheet: WorkSheet): XlsSheet['rows'] =>
  (sheet['!data'] ?? []).flatMap((row, at) => {
    const cells = (row ?? []).flatMap((cell, column): XlsCell[] => {
      if (cell === undefined || (cell.t === 'z' && cell.f === undefined)) return [];
      const value = cell.t === 'e' ? (cell.w ?? '#N/A') : String(cell.v ?? '');
      return [[column + 1, cell.t, value, String(cell.z ?? ''), cell.f !== undefined]];
    });
    return cells.length === 0 ? [] : [[at + 1, cells] as const];
  });

const readXls = ({ path, mostRows }: XlsAsked): XlsRead => {
  // Old programs wrote Thai in Windows-874, whose tables are a part of their own.
  set_cptable(codepages);
  const book = read(readFileSync(path), {
    type: 'buffer',
    dense: true,
    cellNF: true,
    cellFormula: true,
    cellHTML: false,
    sheetRows: mostRows,
  });
  const states = book.Workbook?.Sheets ?? [];
  return {
    from1904: book.Workbook?.WBProps?.date1904 === true,
    sheets: book.SheetNames.flatMap((name, at) => {
      const sheet = book.Sheets[name];
      if (sheet === undefined || (sheet['!type'] ?? 'sheet') !== 'sheet') return [];
      const merged = (sheet['!merges'] ?? []).map(({ s, e }) => [s.r + 1, e.r + 1, s.c + 1, e.c + 1] as const);
      return [{ name, hidden: (states[at]?.Hidden ?? 0) > 0, rows: rowsOf(sheet), merged }];
    }),
  };
};

const answer = (): XlsRead => {
  try {
    return readXls(workerData as XlsAsked);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { failed: /password|encrypt/i.test(why) ? 'encrypted' : 'damaged', why };
  }
};
parentPort?.postMessage(answer());
