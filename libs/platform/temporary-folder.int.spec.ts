import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { inTemporaryFolder, removeLeftFolders } from './temporary-folder.js';

const folderOf = (processId: number): Promise<string> => mkdtemp(join(tmpdir(), `sala-work-${processId}-`));

describe('a folder to work in', () => {
  it('is there for the work alone, also for one that fails', async () => {
    const folders: string[] = [];
    const work = (folder: string) => {
      folders.push(folder);
      expect(existsSync(folder)).toBe(true);
      return Promise.resolve(folders.length);
    };
    expect(await inTemporaryFolder(work)).toBe(1);
    await expect(
      inTemporaryFolder(async (folder) => {
        await work(folder);
        throw new Error('it failed');
      }),
    ).rejects.toThrow('it failed');
    expect(folders.map((folder) => existsSync(folder))).toEqual([false, false]);
  });

  it('that a killed process has left is removed, and no other', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const childId = child.pid ?? 0;
    const [killed, own, ofBefore] = [await folderOf(childId), await folderOf(process.pid), await folderOf(process.pid)];
    await writeFile(join(killed, 'file'), 'offices');
    await utimes(ofBefore, 1, 1);
    await removeLeftFolders();
    expect([killed, own, ofBefore].map((folder) => existsSync(folder))).toEqual([true, true, false]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await removeLeftFolders();
    expect([killed, own].map((folder) => existsSync(folder))).toEqual([false, true]);
    await inTemporaryFolder(() => Promise.resolve());
  });
});
