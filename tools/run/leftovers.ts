import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const commandOf = (pid: number): string[] | undefined => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    return undefined;
  }
};

type Note = { readonly pid: number; readonly command: readonly string[] };
const stillRuns = ({ pid, command }: Note): boolean => commandOf(pid)?.join('\0') === command.join('\0');

/** Ends what a start that was itself killed has left behind; only processes that still run the very command noted. */
export const endLeftovers = async (logFolder: string): Promise<number> => {
  let noted: Note[];
  try {
    noted = JSON.parse(readFileSync(join(logFolder, 'processes.json'), 'utf8')) as Note[];
  } catch {
    return 0;
  }
  const left = noted.filter(stillRuns);
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  while (left.some(stillRuns)) await delay(20);
  return left.length;
};
