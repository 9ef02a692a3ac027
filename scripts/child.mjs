// One child process: started, known to be ready, ended for certain.
import { spawn } from 'node:child_process';
import { createServer, connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** A port of 127.0.0.1 that was free a moment ago; `wanted` itself unless another program has it. Throws for one that may not be used. */
export const freePort = async (wanted = 0) => {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    return server.address().port;
  } catch (error) {
    if (wanted === 0 || error.code !== 'EADDRINUSE') throw error;
    return await freePort(0);
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve));
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
let reaper;
const tellReaper = (line) => {
  if (reaper === undefined) {
    reaper = spawn('/bin/sh', ['-c', reaperScript], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    reaper.unref();
    reaper.stdin?.unref();
    // Without a reaper everything still works; only a parent that is killed leaves its children behind.
    reaper.on('error', () => {});
    reaper.stdin?.on('error', () => {});
  }
  reaper.stdin?.write(`${line}\n`);
};

/** Whether the port takes a connection and, where it is asked something, says what it says when it is ready. */
const portAnswers = ({ port, ask, answer }) =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000 });
    const settle = (ready) => (socket.destroy(), resolve(ready));
    socket.once('connect', () => (ask === undefined ? settle(true) : socket.write(ask)));
    socket.once('data', (chunk) => settle(chunk.toString().startsWith(answer)));
    for (const event of ['error', 'timeout', 'end']) socket.once(event, () => settle(false));
  });

const urlAnswers = async (url) => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

const isReady = (ready) => (ready.url === undefined ? portAnswers(ready) : urlAnswers(ready.url));

/**
 * Starts a program. `part.ready` is a `{ port }` that takes connections (and answers `ask` by `answer`, where they are given) or
 * a `{ url }` that answers 200.
 * `ready()` settles when it is ready, or fails with the end of its output when it ended before or took too long;
 * `stop()` asks by SIGTERM and, after `graceMs`, ends it by SIGKILL.
 */
export const startChild = (part, { onOutput = () => {}, readyWithinMs = 60_000 } = {}) => {
  const child = spawn(part.command, part.args, {
    cwd: part.cwd,
    env: { ...process.env, ...part.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C in a terminal goes to the whole group; a group of its own leaves the order of stopping to its parent.
    detached: true,
  });
  if (child.pid !== undefined) tellReaper(child.pid);
  const tail = [];
  const take = (chunk) => {
    tail.push(chunk.toString());
    if (tail.length > 40) tail.shift();
    onOutput(chunk);
  };
  // A process that the machine had no room for has neither.
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const lastLines = () => tail.join('').trimEnd().split('\n').slice(-12).join('\n');

  let end;
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve((end = { reason: error.message })));
    child.once('close', (code, signal) => {
      tellReaper(`-${child.pid}`);
      resolve((end = { reason: signal === null ? `exit code ${code}` : signal }));
    });
  });

  const ready = async () => {
    const failure = (what) => new Error(`${part.name} ${what}\n${lastLines()}`);
    for (const from = performance.now(); performance.now() - from < readyWithinMs; ) {
      if (end !== undefined) throw failure(`ended before it was ready (${end.reason})`);
      // A port that answers may be another program's: the child must be alive after the answer, too.
      if ((await isReady(part.ready)) && end === undefined) return;
      await delay(50);
    }
    throw failure(`was not ready within ${readyWithinMs / 1000} s`);
  };

  const kill = (signal) => {
    if (end === undefined && child.pid !== undefined) child.kill(signal);
  };
  const stop = async ({ graceMs = 10_000 } = {}) => {
    kill('SIGTERM');
    const timer = setTimeout(() => kill('SIGKILL'), graceMs);
    await ended;
    clearTimeout(timer);
  };
  return { pid: child.pid, ended, ready, kill, stop, lastLines };
};
