// Keeps child processes running: starts them in waves, restarts one that died, ends them all in the opposite order.
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Child, type Part, startChild } from '#processes';
import { createForgiving } from './forgiving.js';

const troubleWindowMs = 60_000;
const restartsBeforeTrouble = 8;

/** How long to wait before the restart that follows `recent` others within a minute: 0.1 s, doubled each time, at most half a minute. */
export const restartDelayMs = (recent: number): number => Math.min(100 * 2 ** recent, 30_000);

export type SupervisorEvent =
  | { readonly what: 'started'; readonly name: string }
  | { readonly what: 'restarting' | 'set-aside' | 'trouble'; readonly name: string; readonly reason: string }
  | { readonly what: 'failing'; readonly name: string; readonly reason: string; readonly lastLines: string };

export type Supervisor = {
  /** Starts the parts together and waits until each is ready. */
  readonly startAll: (parts: readonly Part[]) => Promise<void>;
  /** Ends a part by SIGKILL, as a crash would; it is started again as after a crash, once `between` is done. */
  readonly crash: (name: string, between?: () => Promise<void>) => Promise<void>;
  /**
   * Ends all parts by SIGKILL at once, as a power cut would; they are started again once `between` is done, wave by wave as
   * at the start. `afterFirstWave` is done when the servers are back and nothing else is.
   */
  readonly cutPower: (between?: () => Promise<void>, afterFirstWave?: () => Promise<void>) => Promise<void>;
  /** Lets a part stand still for a while, as a machine that sleeps would. */
  readonly pause: (name: string, ms: number) => Promise<void>;
  readonly pidOf: (name: string) => number | undefined;
  readonly restartsOf: (name: string) => number;
  /** Ends all, the wave that was started last first. */
  readonly stop: () => Promise<void>;
};

/** A part that is kept running: its process of now, and when it was started again. */
type Running = {
  readonly part: Part;
  child: Child;
  ready: Promise<void>;
  wasReady: boolean;
  failing: boolean;
  restarts: number[];
  /** Done between its end and its next start. */
  before: () => Promise<void>;
};

/**
 * Whatever ends is started again, for as long as it takes: one part's trouble is no reason to end the others.
 * @param options.logFolder each child's output goes to NAME.log there
 * @param options.onEvent told of `started` and `restarting` children, of one that is `failing` (again and again), of
 * what one that could not load its file has `set-aside`, and of what could not be done (`trouble`), once until it goes again
 */
export const createSupervisor = ({
  logFolder,
  onEvent = () => {},
}: {
  logFolder: string;
  onEvent?: (event: SupervisorEvent) => void;
}): Supervisor => {
  const running = new Map<string, Running>();
  let waves: string[][] = [];
  let stopping = false;
  /** While the power is off nothing is started again; when it is back, one wave comes after the other. */
  let powerOf = (_name: string): Promise<void> => Promise.resolve();
  mkdirSync(logFolder, { recursive: true });
  const pidsPath = join(logFolder, 'processes.json');
  // A full disk is no reason to end what runs: what fails outside of anybody's call is said, and the rest goes on.
  const forgiving = createForgiving((name, reason) => onEvent({ what: 'trouble', name, reason }));
  const notePids = (): boolean =>
    forgiving(pidsPath, () =>
      writeFileSync(
        pidsPath,
        JSON.stringify(
          [...running.values()].map(({ child, part }) => ({ pid: child.pid, command: [part.command, ...part.args] })),
        ),
      ),
    );
  const appendTo =
    (log: string) =>
    (chunk: Buffer): void =>
      void forgiving(log, () => appendFileSync(log, chunk));

  const entryOf = (name: string): Running => {
    const entry = running.get(name);
    if (entry === undefined) throw new Error(`${name} was never started`);
    return entry;
  };

  const launch = (part: Part): Promise<void> => {
    const child = startChild(part, { onOutput: appendTo(join(logFolder, `${part.name}.log`)) });
    const ready = child.ready();
    // Nobody may be waiting for it; whoever is, gets the failure all the same.
    ready.catch(() => {});
    const known = running.get(part.name);
    const entry: Running = known ?? {
      part,
      child,
      ready,
      wasReady: false,
      failing: false,
      restarts: [],
      before: async () => {},
    };
    Object.assign(entry, { child, ready });
    running.set(part.name, entry);
    notePids();
    void watch(entry, child);
    return ready;
  };

  /** True when the part could not load what it had kept, and that was put out of its way. */
  const setAside = ({ part }: Running, child: Child): boolean => {
    const reason = part.setAside?.(child.lastLines());
    if (reason !== undefined) onEvent({ what: 'set-aside', name: part.name, reason });
    return reason !== undefined;
  };

  const watch = async (entry: Running, child: Child): Promise<void> => {
    const { reason } = await child.ended;
    // One that never became ready is the business of whoever started it.
    if (stopping || !entry.wasReady) return;
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
    while (!stopping && entry.child === child && !forgiving(name, () => void launch(entry.part)))
      await delay(1_000, undefined, { ref: false });
  };

  const start = async (part: Part): Promise<void> => {
    try {
      await launch(part);
    } catch (error) {
      const entry = running.get(part.name);
      if (entry === undefined || stopping || !setAside(entry, entry.child)) throw error;
      await launch(part);
    }
    entryOf(part.name).wasReady = true;
    onEvent({ what: 'started', name: part.name });
  };

  const kill = async ({ child }: Running): Promise<void> => {
    child.kill('SIGKILL');
    await child.ended;
  };

  return {
    startAll: async (parts) => {
      waves = [...waves, parts.map(({ name }) => name)];
      await Promise.all(parts.map(start));
    },
    crash: async (name, between = async () => {}) => {
      const entry = entryOf(name);
      let doneBetween: Promise<void> | undefined;
      entry.before = () => (doneBetween ??= between());
      await kill(entry);
      await entry.before();
      entry.before = async () => {};
    },
    cutPower: async (between = async () => {}, afterFirstWave = async () => {}) => {
      const gates = waves.map((names) => {
        const { promise: opened, resolve: open } = Promise.withResolvers<void>();
        return { names, opened, open };
      });
      powerOf = (name) => gates.find(({ names }) => names.includes(name))?.opened ?? Promise.resolve();
      const before = new Map([...running].map(([name, { child }]) => [name, child]));
      await Promise.all([...running.values()].map(kill));
      await between();
      for (const [index, { names, open }] of gates.entries()) {
        open();
        for (const name of names) {
          while (entryOf(name).child === before.get(name)) await delay(20);
          while (
            !(await entryOf(name).ready.then(
              () => true,
              () => false,
            ))
          )
            await delay(50);
        }
        if (index === 0) await afterFirstWave();
      }
      powerOf = () => Promise.resolve();
    },
    pause: async (name, ms) => {
      const { child } = entryOf(name);
      child.kill('SIGSTOP');
      await delay(ms);
      child.kill('SIGCONT');
    },
    pidOf: (name) => running.get(name)?.child.pid,
    restartsOf: (name) => running.get(name)?.restarts.length ?? 0,
    stop: async () => {
      stopping = true;
      for (const names of waves.toReversed()) await Promise.all(names.map((name) => running.get(name)?.child.stop()));
      forgiving(pidsPath, () => rmSync(pidsPath, { force: true }));
    },
  };
};
