// The report as the coordinator hands it on: a workbook, read as whoever opens it reads it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTable } from '#sheets';

/** What stands in front of the sums. */
const [invited, present, persons, all] = ['เชิญ', 'มา', 'จำนวนคน', 'รวม'];

/** Of its first sheet the lines that name a sum; of the sheets by class and by province their last row. */
export type ReportFile = {
  readonly invited: string;
  readonly present: string;
  readonly people: string;
  readonly sums: readonly string[];
};

export const readReportFile = async (bytes: Uint8Array): Promise<ReportFile> => {
  const folder = await mkdtemp(join(tmpdir(), 'sala-rehearsal-report-'));
  try {
    const path = join(folder, 'report.xlsx');
    await writeFile(path, bytes);
    const { sheets } = await openTable(path);
    const tables: string[][][] = [];
    for (const sheet of sheets) {
      const rows: string[][] = [];
      for await (const { cells } of sheet.rows()) rows.push(cells.map(({ text }) => text));
      tables.push(rows);
    }
    const [whole = [], byClass = [], byProvince = []] = tables;
    const line = (title: string | undefined): string => whole.find(([named]) => named === title)?.[1] ?? 'nothing';
    const sum = (rows: readonly (readonly string[])[]): string =>
      rows
        .find(([named]) => named === all)
        ?.filter((cell) => cell !== '')
        .join(' ') ?? 'no sum';
    return {
      invited: line(invited),
      present: line(present),
      people: line(persons),
      sums: [byClass, byProvince].map(sum),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
