import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const named = /^sala-work-(?<processId>\d+)-/;
const isRunning = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Whether nobody works in it any more: in a container another process of before had the same id as this one. */
const isLeft = async (path: string, processId: number): Promise<boolean> =>
  processId === process.pid ? (await stat(path)).mtimeMs < performance.timeOrigin : !isRunning(processId);

/** Removes what processes that were killed have left: files of offices do not lie about. */
export const removeLeftFolders = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const processId = named.exec(name)?.groups?.['processId'];
    if (processId === undefined) continue;
    const path = join(tmpdir(), name);
    // Another replica may remove it in this moment.
    if (await isLeft(path, Number(processId)).catch(() => false)) await rm(path, { recursive: true, force: true });
  }
};

let removing: Promise<void> | undefined;

/** Works in a folder of its own, which only this user may read and which is gone when the work has ended. */
export const inTemporaryFolder = async <Result>(work: (folder: string) => Promise<Result>): Promise<Result> => {
  await (removing ??= removeLeftFolders());
  const folder = await mkdtemp(join(tmpdir(), `sala-work-${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    // A program that worked in it may be writing its last.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
