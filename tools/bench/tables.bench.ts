import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeCsv, writeXlsx } from '#sheets';
import { type Bench, type Figures } from './bench.js';

const count = 100_000;
const columns = Array.from({ length: 12 }, (_, at) => ({ title: `คอลัมน์ ${at + 1}` }));

function* rows(): Generator<readonly string[]> {
  for (let row = 0; row < count; row++) yield columns.map((_, at) => `สำนักงานจังหวัด ${row}-${at}`);
}

type Read = { readonly rows: number; readonly seconds: number; readonly peakMiB: number };
/** In a process of its own, whose memory is its own. */
const read = async (path: string): Promise<Read> => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'read-table.js'), path]);
  const figures = JSON.parse(stdout) as Read;
  if (figures.rows !== count + 1) throw new Error(`${path}: ${figures.rows} rows were read`);
  return figures;
};

const writers = {
  xlsx: (path: string) => writeXlsx(createWriteStream(path), [{ name: 'รายชื่อ', columns, rows: rows() }]),
  csv: (path: string) => writeCsv(createWriteStream(path), { columns, rows: rows() }),
};

/** Ratios first: reading against writing the same rows in the same run. */
const run = async (report: (line: string) => void): Promise<Figures> => {
  const folder = await mkdtemp(join(tmpdir(), 'tables-'));
  try {
    const figures: Record<string, Figures> = {};
    for (const [kind, write] of Object.entries(writers)) {
      report(`${kind}: ${count} rows of ${columns.length} cells, written and read`);
      const path = join(folder, `list.${kind}`);
      const begun = performance.now();
      await write(path);
      const writeSeconds = (performance.now() - begun) / 1000;
      const { seconds, peakMiB } = await read(path);
      figures[kind] = {
        readToWrite: seconds / writeSeconds,
        readRowsPerSecond: Math.round(count / seconds),
        writtenRowsPerSecond: Math.round(count / writeSeconds),
        readPeakMiB: Math.round(peakMiB),
      };
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export const tablesBench: Bench = {
  name: 'tables',
  help: '100,000 rows of 12 cells as .xlsx and CSV: reading against writing them,\nrows a second, and the peak memory of a process that reads them.',
  run,
};
