// Keeps child processes running: starts them in waves, restarts one that died, ends them all in the opposite order.
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from './child.mjs';

const restartWindowMs = 60_000;
const restartsInWindow = 8;

/** How long to wait before the restart that follows `recent` others: 0.1 s, doubled each time, at most 5 s. */
export const restartDelayMs = (recent) => Math.min(100 * 2 ** recent, 5_000);

/**
 * @param options.logFolder each child's output goes to NAME.log there
 * @param options.onEvent told of `started`, `restarting` and `given-up` children
 */
export const createSupervisor = ({ logFolder, onEvent = () => {} }) => {
  const running = new Map();
  let stopping = false;
  mkdirSync(logFolder, { recursive: true });
  const pidsPath = join(logFolder, 'processes.json');
  const notePids = () =>
    writeFileSync(pidsPath, JSON.stringify([...running.values()].map(({ child, part }) => ({ pid: child.pid, command: [part.command, ...part.args] }))));

  const launch = (part) => {
    const child = startChild(part, { onOutput: (chunk) => appendFileSync(join(logFolder, `${part.name}.log`), chunk) });
    const entry = running.get(part.name) ?? { part, restarts: [] };
    entry.child = child;
    // Nobody may be waiting for it; whoever is, gets the failure all the same.
    entry.ready = child.ready();
    entry.ready.catch(() => {});
    running.set(part.name, entry);
    notePids();
    void watch(entry, child);
    return entry.ready;
  };

  const watch = async (entry, child) => {
    const { reason } = await child.ended;
    // One that never became ready is the business of whoever started it.
    if (stopping || !(entry.wasReady ?? false)) return;
    const now = performance.now();
    entry.restarts = entry.restarts.filter((at) => now - at < restartWindowMs);
    if (entry.restarts.length >= restartsInWindow) {
      onEvent({ what: 'given-up', name: entry.part.name, reason, lastLines: child.lastLines() });
      return;
    }
    onEvent({ what: 'restarting', name: entry.part.name, reason });
    await delay(restartDelayMs(entry.restarts.length));
    entry.restarts.push(now);
    if (!stopping) await launch(entry.part).catch(() => {});
  };

  return {
    /** Starts the parts together and waits until each is ready. */
    startAll: async (parts) => {
      await Promise.all(
        parts.map(async (part) => {
          await launch(part);
          running.get(part.name).wasReady = true;
          onEvent({ what: 'started', name: part.name });
        }),
      );
    },
    /** Ends a part by SIGKILL, as a crash would; it is restarted as after a crash. */
    crash: async (name) => {
      const { child } = running.get(name);
      child.kill('SIGKILL');
      await child.ended;
    },
    pidOf: (name) => running.get(name)?.child.pid,
    restartsOf: (name) => running.get(name)?.restarts.length ?? 0,
    stop: async (waves) => {
      stopping = true;
      for (const names of [...waves].reverse()) {
        await Promise.all(names.map((name) => running.get(name)?.child.stop()));
      }
      rmSync(pidsPath, { force: true });
    },
  };
};

const commandOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    return undefined;
  }
};

/** Ends what a start that was itself killed has left behind; only processes that still run the very command noted. */
export const endLeftovers = async (logFolder) => {
  let noted;
  try {
    noted = JSON.parse(readFileSync(join(logFolder, 'processes.json'), 'utf8'));
  } catch {
    return 0;
  }
  const left = noted.filter(({ pid, command }) => commandOf(pid)?.join('\0') === command.join('\0'));
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  while (left.some(({ pid, command }) => commandOf(pid)?.join('\0') === command.join('\0'))) await delay(20);
  return left.length;
};
