import { open } from 'node:fs/promises';
import { invalid } from '#platform';
import { openCsv } from './csv.js';
import { inMebibytes, type TableLimits, tableLimits } from './limits.js';
import { isUtf8Marked, recogniseTable } from './recognise.js';
import { type TableFile, type TextEncoding } from './table.js';
import { openXls } from './xls.js';
import { openXlsx } from './xlsx.js';

export type OpenOptions = {
  /** How a CSV is to be read, once a person has said so. */ readonly encoding?: TextEncoding | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly limits?: Partial<TableLimits> | undefined;
};

const headBytes = 4096;

const headOf = async (path: string): Promise<{ readonly head: Uint8Array; readonly size: number }> => {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return { head: buffer.subarray(0, bytesRead), size: (await file.stat()).size };
  } finally {
    await file.close();
  }
};

/** A file on disk as a table, by its content. Nothing stays open; the file must stay as it is while its rows are read. */
export const openTable = async (
  path: string,
  { encoding, signal, limits = {} }: OpenOptions = {},
): Promise<TableFile> => {
  signal?.throwIfAborted();
  const all = { ...tableLimits, ...limits };
  const { head, size } = await headOf(path);
  if (size === 0 || (size <= 3 && isUtf8Marked(head))) throw invalid('table-empty');
  const kind = recogniseTable(head);
  if (kind === undefined) throw invalid('table-unknown');
  const most = kind === 'csv' ? all.csvBytes : all.fileBytes;
  if (size > most) throw invalid('table-too-large', { values: { most: inMebibytes(most) } });
  if (kind === 'xlsx') return openXlsx(path, all, signal);
  return kind === 'xls' ? openXls(path, size, all, signal) : openCsv(path, head, all, { encoding, signal });
};
