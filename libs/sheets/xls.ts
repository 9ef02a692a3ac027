import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { invalid } from '#platform';
import { damaged } from './damaged.js';
import { headRows, inMebibytes, type TableLimits } from './limits.js';
import { numberFormat } from './number-format.js';
import { type DateSystem } from './serial-dates.js';
import { type Cell, cellName, isEmptyCell, noCell, type Range, type Row, type Sheet, type TableFile } from './table.js';
import { type XlsAsked, type XlsCell, type XlsRead, type XlsSheet } from './xls-worker.js';

/** The container of old programs names its parts in UTF-16; workbooks with a password, the new ones as well, are one part of it. */
const names = (bytes: Buffer, part: string): boolean => bytes.includes(Buffer.from(part, 'utf16le'));
const lookInto = (bytes: Buffer): void => {
  if (names(bytes, 'EncryptedPackage')) throw invalid('table-encrypted');
  const isContainer = bytes[0] === 0xd0;
  if (isContainer && !names(bytes, 'Workbook') && !names(bytes, 'Book')) throw invalid('table-unknown');
};

/** The thread that reads is a file of its own, as source or as built, like this one. */
const program = new URL(`./xls-worker${extname(import.meta.filename)}`, import.meta.url);

const readInThread = (asked: XlsAsked, limits: TableLimits, signal: AbortSignal | undefined): Promise<XlsRead> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(program, {
      workerData: asked,
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.xlsHeapMebibytes, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    const timer = setTimeout(
      () => end(() => reject(invalid('table-too-hard', { why: 'time' }))),
      limits.xlsMilliseconds,
    );
    const stop = (): void => end(() => reject(signal?.reason));
    let ended = false;
    const end = (then: () => void): void => {
      // Whatever ends it first counts; that it is ended says nothing more.
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      void worker.terminate().finally(then);
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.once('message', (read: XlsRead) => end(() => resolve(read)));
    worker.once('error', (error) => end(() => reject(invalid('table-too-hard', { cause: error }))));
    worker.once('exit', () => end(() => reject(invalid('table-too-hard', { why: 'exit' }))));
  });

const cellOf = ([, type, value, format, isFormula]: XlsCell, system: DateSystem): Cell => ({
  text: type === 'n' ? numberFormat(format).text(value, system) : type === 'b' ? value.toUpperCase() : value,
  ...(isFormula && { formula: true }),
  ...(type === 'e' && { error: true }),
});

const rowOf = ([number, cells]: XlsSheet['rows'][number], system: DateSystem, limits: TableLimits): Row | undefined => {
  const row: Cell[] = [];
  for (const read of cells) {
    const [column] = read;
    const cell = cellOf(read, system);
    if (isEmptyCell(cell)) continue;
    const values = { cell: cellName(number, column) };
    if (column > limits.columns)
      throw invalid('table-too-many-columns', { values: { ...values, most: limits.columns } });
    if (cell.text.length > limits.cellLength)
      throw invalid('table-cell-too-long', { values: { ...values, most: limits.cellLength } });
    while (row.length < column - 1) row.push(noCell);
    row.push(cell);
  }
  return row.length === 0 ? undefined : { number, cells: row };
};

const sheetOf = (
  { name, hidden, rows, merged }: XlsSheet,
  system: DateSystem,
  limits: TableLimits,
  signal?: AbortSignal,
): Sheet => ({
  name,
  hidden,
  rows: async function* () {
    let counted = 0;
    for (const read of rows) {
      signal?.throwIfAborted();
      const row = rowOf(read, system, limits);
      if (row === undefined) continue;
      if (++counted > limits.rows + headRows) throw invalid('table-too-many-rows', { values: { most: limits.rows } });
      yield row;
    }
  },
  merged: () => {
    if (merged.length > limits.merged) throw invalid('table-too-many-merged', { values: { most: limits.merged } });
    return Promise.resolve(
      merged.map(([fromRow, toRow, fromColumn, toColumn]): Range => ({ fromRow, fromColumn, toRow, toColumn })),
    );
  },
});

/** Files of programs before 2007: read as a whole, in a thread that may take so much memory and time and no more. */
export const openXls = async (
  path: string,
  size: number,
  limits: TableLimits,
  signal?: AbortSignal,
): Promise<TableFile> => {
  // Whoever called it off hears why, and not that a file was not read.
  lookInto(
    await readFile(path, { signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    }),
  );
  if (size > limits.xlsBytes) throw invalid('table-too-large', { values: { most: inMebibytes(limits.xlsBytes) } });
  const read = await readInThread({ path, mostRows: limits.rows + headRows + 1 }, limits, signal);
  if ('failed' in read) throw read.failed === 'encrypted' ? invalid('table-encrypted') : damaged(read.why);
  if (read.sheets.length > limits.sheets) throw invalid('table-too-many-sheets', { values: { most: limits.sheets } });
  const system: DateSystem = read.from1904 ? '1904' : '1900';
  return { kind: 'xls', sheets: read.sheets.map((sheet) => sheetOf(sheet, system, limits, signal)) };
};
