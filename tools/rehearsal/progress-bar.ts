const width = 30;

/** How far the meeting is, in meeting time: a bar on a terminal, elsewhere a line for each new day. */
export const createProgressBar = (
  out: NodeJS.WriteStream,
): { show: (at: string, done: number, of: number) => void; end: () => void } => {
  let day = '';
  return {
    show: (at, done, of) => {
      const local = new Date(Date.parse(at) + 7 * 3_600_000).toISOString();
      const full = Math.round((width * done) / of);
      const bar = `[${'#'.repeat(full)}${' '.repeat(width - full)}] ${local.slice(0, 16).replace('T', ' ')} ${String(Math.round((100 * done) / of)).padStart(3)} %`;
      if (out.isTTY) out.write(`\r${bar}`);
      else if (local.slice(0, 10) !== day) out.write(`${bar}\n`);
      day = local.slice(0, 10);
    },
    end: () => void (out.isTTY && out.write('\n')),
  };
};
