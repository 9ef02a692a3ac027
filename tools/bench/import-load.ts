import { createWriteStream, readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CommitImport, filePartBytes, GetImport, type Import, KeepFilePart, StartImport } from '#contracts';
import { type RpcClient } from '#messaging';
import { writeXlsx } from '#sheets';
import { eventually, temporaryFolder } from '#testing';
import { provinceCodes, provinceName } from '#words';
import { withParts } from './with-parts.js';

export type ImportLoad = {
  readonly rows: number;
  /** From the file that is there to the last office that is kept, without what a person thinks in between. */ readonly rowsPerSecond: number;
  /** Reading and comparing the list. */ readonly readRowsPerSecond: number;
  /** Keeping what it brings, with an event for each office. */ readonly keptRowsPerSecond: number;
  /** Of the whole process of registration, at most; undefined where there is no /proc. */
  readonly peakMiB: number | undefined;
};

const headings = ['รหัสหน่วยงาน', 'ชื่อหน่วยงาน', 'ประเภทหน่วยงาน', 'จังหวัด', 'อีเมล', 'โทรศัพท์', 'ผู้ประสานงาน'];
const provinces = provinceCodes('th').map((code) => provinceName(code, 'th'));

function* offices(count: number): Generator<readonly string[]> {
  for (let row = 0; row < count; row++)
    yield [
      String(1_000_000 + row),
      `สำนักงานตัวอย่างที่ ${row}`,
      `ประเภทที่ ${row % 8}`,
      provinces[row % provinces.length] ?? '',
      `saraban${row}@office.example`,
      '0 5311 2222 ต่อ 12',
      'นางสาวตัวอย่าง ทดสอบ',
    ];
}

const peakMiBOf = (pid: number | undefined): number | undefined => {
  try {
    const [, kiB] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kiB === undefined ? undefined : Math.round(Number(kiB) / 1024);
  } catch {
    return undefined;
  }
};

const patienceMs = 900_000;
const until = (rpc: RpcClient, importId: string, state: Import['state']): Promise<Import> =>
  eventually(
    async () => {
      const now = await rpc.call(GetImport, { importId });
      if (now.state !== state) throw new Error(`the import is ${now.state}`);
      return now;
    },
    { within: patienceMs, every: 100 },
  );

/** Hands in a list of so many offices, all of them new, and keeps it, by real servers in processes of their own. */
export const importLoad = async (rows: number, report: (line: string) => void): Promise<ImportLoad> => {
  const folder = await temporaryFolder();
  try {
    const path = join(folder, 'offices.xlsx');
    const columns = headings.map((title) => ({ title }));
    await writeXlsx(createWriteStream(path), [{ name: 'รายชื่อ', columns, rows: offices(rows) }]);
    const file = await readFile(path);
    return await withParts(['embedded-mongo', 'nats-server', 'registration'], {}, async ({ rpc, children }) => {
      const importId = 'imp-load';
      for (let number = 0; number * filePartBytes < file.length; number += 1) {
        const content = file.subarray(number * filePartBytes, (number + 1) * filePartBytes).toString('base64');
        await rpc.call(KeepFilePart, { fileId: importId, number, content });
      }
      report(`reading ${rows} rows`);
      const begun = performance.now();
      await rpc.call(StartImport, { importId, fileName: 'offices.xlsx', bytes: file.length, startedBy: 'bench' });
      const read = await until(rpc, importId, 'waiting');
      if (read.counts.new !== rows) throw new Error(`${read.counts.new} of ${rows} rows are new`);
      const readSeconds = (performance.now() - begun) / 1000;
      report(`keeping ${rows} rows`);
      const kept = performance.now();
      await rpc.call(CommitImport, { importId, which: 'all' });
      const done = await until(rpc, importId, 'done');
      if (done.counts.handled !== rows) throw new Error(`${done.counts.handled} of ${rows} rows were kept`);
      const keptSeconds = (performance.now() - kept) / 1000;
      return {
        rows,
        rowsPerSecond: Math.round(rows / (readSeconds + keptSeconds)),
        readRowsPerSecond: Math.round(rows / readSeconds),
        keptRowsPerSecond: Math.round(rows / keptSeconds),
        peakMiB: peakMiBOf(children.get('registration')?.pid),
      };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
