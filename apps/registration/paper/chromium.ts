import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Some fifty pages take seconds; a machine that is busy with other things takes its time. */
const patienceMs = 5 * 60_000;
/** It complains of what a server lacks. */
const mostSaid = 16 * 1024 * 1024;

/** What it must not do: speak to anybody, ask for a screen, keep anything outside of its own folder. */
const quietly = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-pdf-header-footer',
] as const;

/** Makes a PDF file of a page of ours, in a folder that is gone afterwards. The page runs no script and loads nothing. */
export const printToPdf = async (
  command: string,
  { folder, page, pdf, signal }: { folder: string; page: string; pdf: string; signal: AbortSignal },
): Promise<void> => {
  await run(
    command,
    [...quietly, `--user-data-dir=${join(folder, 'profile')}`, `--print-to-pdf=${pdf}`, pathToFileURL(page).href],
    {
      maxBuffer: mostSaid,
      timeout: patienceMs,
      killSignal: 'SIGKILL',
      signal,
      env: { HOME: folder, PATH: '/usr/local/bin:/usr/bin:/bin' },
    },
  );
};
