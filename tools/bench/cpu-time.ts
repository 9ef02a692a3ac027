import { readFileSync } from 'node:fs';

/** Linux counts a process's time in hundredths of a second (USER_HZ, proc(5)). */
const msPerTick = 10;

/** The processor time that a process has used so far, in milliseconds; undefined where there is no /proc. */
export const cpuTimeMs = (pid: number | undefined): number | undefined => {
  try {
    // The second field, the program's name, may hold spaces: count from its closing bracket.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * msPerTick;
  } catch {
    return undefined;
  }
};
