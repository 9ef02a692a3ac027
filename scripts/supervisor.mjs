// Keeps child processes running: starts them in waves, restarts one that died, ends them all in the opposite order.
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from './child.mjs';
import { createForgiving } from './forgiving.mjs';

const troubleWindowMs = 60_000;
const restartsBeforeTrouble = 8;

/** How long to wait before the restart that follows `recent` others within a minute: 0.1 s, doubled each time, at most half a minute. */
export const restartDelayMs = (recent) => Math.min(100 * 2 ** recent, 30_000);

/**
 * Whatever ends is started again, for as long as it takes: one part's trouble is no reason to end the others.
 * @param options.logFolder each child's output goes to NAME.log there
 * @param options.onEvent told of `started` and `restarting` children, of one that is `failing` (again and again), of
 * what one that could not load its file has `set-aside`, and of what could not be done (`trouble`), once until it goes again
 */
export const createSupervisor = ({ logFolder, onEvent = () => {} }) => {
  const running = new Map();
  let waves = [];
  let stopping = false;
  /** While the power is off nothing is started again; when it is back, one wave comes after the other. */
  let powerOf = () => Promise.resolve();
  mkdirSync(logFolder, { recursive: true });
  const pidsPath = join(logFolder, 'processes.json');
  // A full disk is no reason to end what runs: what fails outside of anybody's call is said, and the rest goes on.
  const forgiving = createForgiving((name, reason) => onEvent({ what: 'trouble', name, reason }));
  const notePids = () =>
    forgiving(pidsPath, () => writeFileSync(pidsPath, JSON.stringify([...running.values()].map(({ child, part }) => ({ pid: child.pid, command: [part.command, ...part.args] })))));
  const appendTo = (log) => (chunk) => forgiving(log, () => appendFileSync(log, chunk));

  const launch = (part) => {
    const child = startChild(part, { onOutput: appendTo(join(logFolder, `${part.name}.log`)) });
    const entry = running.get(part.name) ?? { part, restarts: [], before: async () => {} };
    entry.child = child;
    // Nobody may be waiting for it; whoever is, gets the failure all the same.
    entry.ready = child.ready();
    entry.ready.catch(() => {});
    running.set(part.name, entry);
    notePids();
    void watch(entry, child);
    return entry.ready;
  };

  /** True when the part could not load what it had kept, and that was put out of its way. */
  const setAside = ({ part }, child) => {
    const reason = part.setAside?.(child.lastLines());
    if (reason !== undefined) onEvent({ what: 'set-aside', name: part.name, reason });
    return reason !== undefined;
  };

  const watch = async (entry, child) => {
    const { reason } = await child.ended;
    // One that never became ready is the business of whoever started it.
    if (stopping || !(entry.wasReady ?? false)) return;
    const { name } = entry.part;
    const now = performance.now();
    entry.restarts = entry.restarts.filter((at) => now - at < troubleWindowMs);
    const failing = entry.restarts.length >= restartsBeforeTrouble;
    if (failing && !entry.failing) onEvent({ what: 'failing', name, reason, lastLines: child.lastLines() });
    else if (!failing) onEvent({ what: 'restarting', name, reason });
    entry.failing = failing;
    await entry.before();
    await powerOf(entry.part.name);
    forgiving(`${name}'s file`, () => setAside(entry, child));
    await delay(restartDelayMs(entry.restarts.length), undefined, { ref: false });
    entry.restarts.push(now);
    // Where the machine has no room for a process now, it may have later.
    while (!stopping && entry.child === child && !forgiving(name, () => void launch(entry.part))) await delay(1_000, undefined, { ref: false });
  };

  const start = async (part) => {
    try {
      await launch(part);
    } catch (error) {
      const entry = running.get(part.name);
      if (stopping || !setAside(entry, entry.child)) throw error;
      await launch(part);
    }
    running.get(part.name).wasReady = true;
    onEvent({ what: 'started', name: part.name });
  };

  const kill = async ({ child }) => {
    child.kill('SIGKILL');
    await child.ended;
  };

  return {
    /** Starts the parts together and waits until each is ready. */
    startAll: async (parts) => {
      waves = [...waves, parts.map(({ name }) => name)];
      await Promise.all(parts.map(start));
    },
    /** Ends a part by SIGKILL, as a crash would; it is started again as after a crash, once `between` is done. */
    crash: async (name, between = async () => {}) => {
      const entry = running.get(name);
      let doneBetween;
      entry.before = () => (doneBetween ??= between());
      await kill(entry);
      await entry.before();
      entry.before = async () => {};
    },
    /**
     * Ends all parts by SIGKILL at once, as a power cut would; they are started again once `between` is done, wave by wave as
     * at the start. `afterFirstWave` is done when the servers are back and nothing else is.
     */
    cutPower: async (between = async () => {}, afterFirstWave = async () => {}) => {
      const gates = waves.map((names) => {
        let open;
        const opened = new Promise((resolve) => void (open = resolve));
        return { names, opened, open };
      });
      powerOf = (name) => gates.find(({ names }) => names.includes(name))?.opened ?? Promise.resolve();
      const before = new Map([...running].map(([name, { child }]) => [name, child]));
      await Promise.all([...running.values()].map(kill));
      await between();
      for (const [index, { names, open }] of gates.entries()) {
        open();
        for (const name of names) {
          while (running.get(name).child === before.get(name)) await delay(20);
          while (!(await running.get(name).ready.then(() => true, () => false))) await delay(50);
        }
        if (index === 0) await afterFirstWave();
      }
      powerOf = () => Promise.resolve();
    },
    /** Lets a part stand still for a while, as a machine that sleeps would. */
    pause: async (name, ms) => {
      const { child } = running.get(name);
      child.kill('SIGSTOP');
      await delay(ms);
      child.kill('SIGCONT');
    },
    pidOf: (name) => running.get(name)?.child.pid,
    restartsOf: (name) => running.get(name)?.restarts.length ?? 0,
    /** Ends all, the wave that was started last first. */
    stop: async () => {
      stopping = true;
      for (const names of waves.toReversed()) await Promise.all(names.map((name) => running.get(name)?.child.stop()));
      forgiving(pidsPath, () => rmSync(pidsPath, { force: true }));
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
