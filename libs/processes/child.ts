// One child process: started, known to be ready, ended for certain.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { type AddressInfo, connect, createServer } from 'node:net';
import { once } from 'node:events';
import { type Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

/** When a program counts as ready: a port that takes connections (and answers `ask` by `answer`), or an address that answers 200. */
export type Ready =
  | { readonly port: number; readonly ask?: string; readonly answer?: string; readonly url?: undefined }
  | { readonly url: string; readonly port?: undefined };
export type Part = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly ready: Ready;
  /** Given the last lines of a part that ended: puts a file that it can't load out of its way and says so; undefined if that was not it. */
  readonly setAside?: (lastLines: string) => string | undefined;
};
export type Child = {
  readonly pid: number | undefined;
  readonly ended: Promise<{ reason: string }>;
  readonly ready: () => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly stop: (options?: { graceMs?: number }) => Promise<void>;
  readonly lastLines: () => string;
};
export type WhenStarted = { readonly onOutput?: (chunk: Buffer) => void; readonly readyWithinMs?: number };

/** A port of 127.0.0.1 that was free a moment ago; `wanted` itself unless another program has it. Throws for one that may not be used. */
export const freePort = async (wanted = 0): Promise<number> => {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch (error) {
    if (wanted === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return await freePort(0);
  } finally {
    if (server.listening) await new Promise((resolve) => void server.close(resolve));
  }
};

/**
 * Children must not outlive their parent, however it ends: a small shell holds their process ids and, when the pipe to
 * this process breaks, ends those that are left.
 */
const reaperScript = `
pids=
while read -r line; do
  case $line in
    -*) kept=; for pid in $pids; do [ "$pid" = "\${line#-}" ] || kept="$kept $pid"; done; pids=$kept ;;
    *) pids="$pids $line" ;;
  esac
done
[ -z "$pids" ] || kill -9 $pids`;
let reaper: ReturnType<typeof startReaper> | undefined;
const startReaper = () =>
  spawn('/bin/sh', ['-c', reaperScript], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
const tellReaper = (line: string | number): void => {
  if (reaper === undefined) {
    reaper = startReaper();
    reaper.unref();
    (reaper.stdin as (typeof reaper.stdin & { unref?: () => void }) | null)?.unref?.();
    // Without a reaper everything still works; only a parent that is killed leaves its children behind.
    reaper.on('error', () => {});
    reaper.stdin?.on('error', () => {});
  }
  reaper.stdin?.write(`${line}\n`);
};

/** Whether the port takes a connection and, where it is asked something, says what it says when it is ready. */
const portAnswers = ({ port, ask, answer = '' }: { port: number; ask?: string; answer?: string }): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000 });
    const settle = (ready: boolean): void => {
      socket.destroy();
      resolve(ready);
    };
    socket.once('connect', () => (ask === undefined ? settle(true) : void socket.write(ask)));
    socket.once('data', (chunk: Buffer) => settle(chunk.toString().startsWith(answer)));
    for (const event of ['error', 'timeout', 'end']) socket.once(event, () => settle(false));
  });

const urlAnswers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

const isReady = (ready: Ready): Promise<boolean> =>
  ready.url === undefined ? portAnswers(ready) : urlAnswers(ready.url);

/**
 * Starts a program. `part.ready` is a `{ port }` that takes connections (and answers `ask` by `answer`, where they are given) or
 * a `{ url }` that answers 200.
 * `ready()` settles when it is ready, or fails with the end of its output when it ended before or took too long;
 * `stop()` asks by SIGTERM and, after `graceMs`, ends it by SIGKILL.
 */
export const startChild = (part: Part, { onOutput = () => {}, readyWithinMs = 60_000 }: WhenStarted = {}): Child => {
  // A process that the machine had no room for has no output.
  const child: ChildProcessByStdio<null, Readable | null, Readable | null> = spawn(part.command, part.args, {
    cwd: part.cwd,
    env: { ...process.env, ...part.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C in a terminal goes to the whole group; a group of its own leaves the order of stopping to its parent.
    detached: true,
  });
  if (child.pid !== undefined) tellReaper(child.pid);
  const tail: string[] = [];
  const take = (chunk: Buffer): void => {
    tail.push(chunk.toString());
    if (tail.length > 40) tail.shift();
    onOutput(chunk);
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const lastLines = (): string => tail.join('').trimEnd().split('\n').slice(-12).join('\n');

  let end: { reason: string } | undefined;
  const ended = new Promise<{ reason: string }>((resolve) => {
    child.once('error', (error) => resolve((end = { reason: error.message })));
    child.once('close', (code, signal) => {
      tellReaper(`-${child.pid}`);
      resolve((end = { reason: signal === null ? `exit code ${code}` : signal }));
    });
  });

  const ready = async (): Promise<void> => {
    const failure = (what: string): Error => new Error(`${part.name} ${what}\n${lastLines()}`);
    for (const from = performance.now(); performance.now() - from < readyWithinMs;) {
      if (end !== undefined) throw failure(`ended before it was ready (${end.reason})`);
      // A port that answers may be another program's: the child must be alive after the answer, too.
      if ((await isReady(part.ready)) && end === undefined) return;
      await delay(50);
    }
    throw failure(`was not ready within ${readyWithinMs / 1000} s`);
  };

  const kill = (signal: NodeJS.Signals): void => {
    if (end === undefined && child.pid !== undefined) child.kill(signal);
  };
  const stop = async ({ graceMs = 10_000 } = {}): Promise<void> => {
    kill('SIGTERM');
    const timer = setTimeout(() => kill('SIGKILL'), graceMs);
    await ended;
    clearTimeout(timer);
  };
  return { pid: child.pid, ended, ready, kill, stop, lastLines };
};
