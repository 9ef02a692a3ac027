import { readFileSync } from 'node:fs';
import { median } from './put-all.js';

const pageBytes = 4_096;
const everyMs = 250;

/** What a process holds in memory, in MiB; undefined where there is no /proc. */
const residentMiB = (pid: number | undefined): number | undefined => {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes) / 2 ** 20;
  } catch {
    return undefined;
  }
};

/** Looks at a process's memory until it is told to stop; then the median of what it saw. */
export const watchMemory = (pid: number | undefined): (() => number) => {
  const seen: number[] = [];
  const look = (): void => {
    const now = residentMiB(pid);
    if (now !== undefined) seen.push(now);
  };
  look();
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    look();
    return median(seen);
  };
};
