import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { findPrograms, freePort, projectFolder, redisServer, startChild } from '#processes';
import { createForgiving } from './forgiving.js';
import { packagesMatchLock } from '../bootstrap/node-packages.mjs';
import { projectFolder as bootstrapped } from '../bootstrap/project.mjs';
import { endLeftovers } from './leftovers.js';
import { openState } from './state.js';
import { createSupervisor, restartDelayMs, type SupervisorEvent } from './supervisor.js';
import { tallyOf } from './tally.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sala-scripts-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const results = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0 };

describe('the count of tests', () => {
  it.each([
    ['all passed', results, 0, { passed: 3, failed: 0, skipped: 0, tests: 3 }],
    ['a failed test', { ...results, numFailedTests: 1 }, 1, { passed: 3, failed: 1, skipped: 0, tests: 4 }],
    ['a file that does not compile', { ...results, numRuntimeErrorTestSuites: 1 }, 1, { passed: 3, failed: 1, skipped: 0, tests: 3 }],
    ['an error code though no test failed', results, 1, { passed: 3, failed: 1, skipped: 0, tests: 3 }],
    ['a run that was killed', undefined, null, { passed: 0, failed: 1, skipped: 0, tests: 0 }],
    ['tests that cannot run here', { ...results, numPendingTests: 2 }, 0, { passed: 3, failed: 0, skipped: 2, tests: 3 }],
  ])('has %s', (_what, given, exitCode, counted) => expect(tallyOf(given, exitCode)).toEqual(counted));
});

describe('whether the packages are installed', () => {
  const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } } };
  const write = (path: string, value: unknown) => {
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(value));
  };
  const installed = (packages: object) => {
    write('package-lock.json', lock);
    write('node_modules/.package-lock.json', { packages });
    return packagesMatchLock(folder);
  };

  it('says yes when each is there in its version, or is for another platform', () => {
    expect(installed({ 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  });
  it('says no to another version', () => expect(installed({ 'node_modules/a': { version: '1.0.1' } })).toBe(false));
  it('says no when one is missing', () => expect(installed({ 'node_modules/b': { version: '2.0.0' } })).toBe(false));
  it('says no when an installation was broken off', () => {
    write('package-lock.json', lock);
    expect(packagesMatchLock(folder)).toBe(false);
  });
});

describe('a part that is started', () => {
  const node = (script: string, port: number) => ({ name: 'part', command: process.execPath, args: ['-e', script, String(port)], ready: { port } });
  const listens = `require('net').createServer().listen(Number(process.argv[1]), '127.0.0.1')`;

  it('fails with what it said when it ends before it is ready', async () => {
    const child = startChild(node(`console.error('no such key'); process.exit(3)`, await freePort()));
    await expect(child.ready()).rejects.toThrow(/part ended before it was ready \(exit code 3\)\nno such key/);
  });

  it('is ended by SIGKILL when it does not end when asked', async () => {
    const child = startChild(node(`process.on('SIGTERM', () => {}); ${listens}`, await freePort()));
    await child.ready();
    await child.stop({ graceMs: 100 });
    await expect(child.ended).resolves.toEqual({ reason: 'SIGKILL' });
  });

  it('is started again by the supervisor after a crash, on the same port', async () => {
    const events: SupervisorEvent[] = [];
    const supervisor = createSupervisor({ logFolder: folder, onEvent: (event) => void events.push(event) });
    const part = node(listens, await freePort());
    await supervisor.startAll([part]);
    const first = supervisor.pidOf('part');
    await supervisor.crash('part');
    await eventually(async () => {
      expect(supervisor.pidOf('part')).not.toBe(first);
      await expect(freePort(part.ready.port)).resolves.not.toBe(part.ready.port);
    });
    expect(events).toContainEqual({ what: 'restarting', name: 'part', reason: 'SIGKILL' });
    await supervisor.stop();
    await expect(freePort(part.ready.port)).resolves.toBe(part.ready.port);
  });

  it('waits longer after each crash, up to half a minute', () => {
    expect([0, 1, 2, 9].map(restartDelayMs)).toEqual([100, 200, 400, 30_000]);
  });

  it('is ended by the next start when this one was killed, if it still runs the command that was noted', async () => {
    const part = node(listens, await freePort());
    const child = startChild(part);
    await child.ready();
    const stranger = startChild(node(listens, await freePort()));
    await stranger.ready();
    const note = [{ pid: child.pid, command: [part.command, ...part.args] }, { pid: stranger.pid, command: ['another', 'program'] }];
    writeFileSync(join(folder, 'processes.json'), JSON.stringify(note));
    await expect(endLeftovers(folder)).resolves.toBe(1);
    await expect(child.ended).resolves.toEqual({ reason: 'SIGKILL' });
    await stranger.stop();
  });

  it('is started again however often it ends, and the others go on', async () => {
    const events: SupervisorEvent[] = [];
    const supervisor = createSupervisor({ logFolder: folder, onEvent: (event) => void events.push(event) });
    const ports = [await freePort(), await freePort()];
    await supervisor.startAll(ports.map((port, index) => ({ ...node(listens, port), name: `part-${index}` })));
    const other = supervisor.pidOf('part-1');
    for (let crash = 1; crash <= 9; crash += 1) {
      const before = supervisor.pidOf('part-0');
      await supervisor.crash('part-0');
      if (crash < 9) await eventually(() => expect(supervisor.pidOf('part-0')).not.toBe(before), { within: 60_000 });
    }
    expect(events).toContainEqual(expect.objectContaining({ what: 'failing', name: 'part-0' }));
    expect(supervisor.pidOf('part-1')).toBe(other);
    await supervisor.stop();
  });

  it('is started again only after what was to be done while the power was off', async () => {
    const supervisor = createSupervisor({ logFolder: folder });
    const port = await freePort();
    await supervisor.startAll([node(listens, port)]);
    let seen: number | undefined;
    await supervisor.cutPower(async () => void (seen = await freePort(port)));
    expect(seen).toBe(port);
    await eventually(async () => expect(await freePort(port)).not.toBe(port));
    await supervisor.stop();
  });
});

describe('a disk that is full', () => {
  /** Whatever is written to it is refused with ENOSPC. */
  const full = (path: string) => symlinkSync('/dev/full', join(folder, path));

  it('ends no process and keeps none from being started again: it is said once of each file', async () => {
    const events: SupervisorEvent[] = [];
    for (const name of ['talker.log', 'processes.json']) full(name);
    const supervisor = createSupervisor({ logFolder: folder, onEvent: (event) => void events.push(event) });
    const talks = `setInterval(() => console.log('a line'), 5); require('net').createServer().listen(Number(process.argv[1]), '127.0.0.1')`;
    const port = await freePort();
    await supervisor.startAll([{ name: 'talker', command: process.execPath, args: ['-e', talks, String(port)], ready: { port } }]);
    const first = supervisor.pidOf('talker');
    await supervisor.crash('talker');
    await eventually(async () => {
      expect(supervisor.pidOf('talker')).not.toBe(first);
      await expect(freePort(port)).resolves.not.toBe(port);
    });
    const troubles = events.filter(({ what }) => what === 'trouble');
    expect(troubles.map(({ name }) => name).toSorted()).toEqual([join(folder, 'processes.json'), join(folder, 'talker.log')]);
    await supervisor.stop();
  });

  it('leaves what was remembered as it was, is said once, and is over when there is room again', () => {
    const said: string[] = [];
    const forgiving = createForgiving((what, reason) => said.push(`${what}: ${reason}`));
    const state = openState(folder);
    state.keep({ natsPort: 1 });
    full('state.json.new');
    for (let step = 2; step < 5; step += 1) expect(forgiving('noting', () => state.keep({ natsPort: step }))).toBe(false);
    expect(said).toEqual([expect.stringContaining('ENOSPC')]);
    expect(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'))).toEqual({ natsPort: 1 });
    rmSync(join(folder, 'state.json.new'));
    expect(forgiving('noting', () => state.keep({ natsPort: 5 }))).toBe(true);
    expect(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'))).toEqual({ natsPort: 5 });
  });
});

describe('a data folder’s lock', () => {
  it.each([['empty', ''], ['torn', '{\n  "pi'], ['zeros', '\0\0\0\0'], ['something else', 'null'], ['of a process that is gone', '{"pid":4194303}']])('that is %s counts as none', (_what, content) => {
    writeFileSync(join(folder, 'start.json'), content);
    openState(folder).close();
  });
});

describe('a queue’s file that a power cut has damaged', () => {
  it.each([
    ['zeros at its end', (path: string) => appendFileSync(path, Buffer.alloc(4_096))],
    ['other data in the midst', (path: string) => writeFileSync(path, 'no redis file at all')],
  ])('with %s is set aside, at the start and after a crash', async (_what, damage) => {
    const events: SupervisorEvent[] = [];
    const port = await freePort();
    const part = redisServer({ port, dataDir: folder });
    const write = () => spawnSync('node', ['-e', `require('net').connect(${port}, '127.0.0.1').end('SET a b\r\nSET c d\r\n').on('close', () => process.exit()).resume()`]);
    const incremental = () => join(folder, 'appendonlydir', readdirSync(join(folder, 'appendonlydir')).find((name) => name.includes('.incr.')) ?? 'none');
    const supervisor = createSupervisor({ logFolder: folder, onEvent: (event) => void events.push(event) });
    await supervisor.startAll([part]);
    write();
    const before = supervisor.pidOf('redis-server');
    await supervisor.crash('redis-server', async () => damage(incremental()));
    // Redis takes connections before it has read its file: that it was set aside comes first.
    await eventually(() => expect(events.filter(({ what }) => what === 'set-aside')).toHaveLength(1));
    await eventually(async () => {
      expect(supervisor.pidOf('redis-server')).not.toBe(before);
      expect(await freePort(port)).not.toBe(port);
    });
    write();
    await supervisor.stop();
    damage(incremental());
    const next = createSupervisor({ logFolder: folder, onEvent: (event) => void events.push(event) });
    await next.startAll([part]);
    await next.stop();
    expect(events.filter(({ what }) => what === 'set-aside')).toHaveLength(2);
    expect(readdirSync(folder).filter((name) => name.startsWith('appendonlydir.damaged'))).toHaveLength(2);
  });
});

describe('the servers’ programs', () => {
  const path = process.env['PATH'];
  afterEach(() => void (process.env['PATH'] = path));

  it('are no folder, no link into nothing and no file that may not be run', () => {
    const place = (name: string) => join(folder, name);
    ['folder', 'link', 'text', 'program'].forEach((name) => mkdirSync(place(name)));
    mkdirSync(place('folder/some-server'));
    symlinkSync('some-tool-of-another-package', place('link/some-server'));
    writeFileSync(place('text/some-server'), 'text');
    writeFileSync(place('program/some-server'), '#!/bin/sh\n');
    chmodSync(place('program/some-server'), 0o755);
    process.env['PATH'] = ['folder', 'link', 'text', 'program', 'none'].map(place).join(':');
    expect(findPrograms('some-server').map(({ command }) => command)).toEqual([place('program/some-server')]);
  });
});

describe('a command line that nobody understands', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });

  it.each([
    ['run/start', ['--nonsense']], ['run/start', ['--no-sample', '--sample']], ['run/start', ['word']], ['run/test', ['--nonsense']], ['run/test', ['--only', 'nonsense']], ['run/setup', ['--nonsense']],
    ['run/clock', ['--nonsense']], ['run/clock', ['--at']], ['run/agree', ['--nonsense']], ['run/retell', ['--service', 'nonsense']], ['run/mailbox', ['--nonsense']], ['run/mailbox', ['--smtp', '1']],
  ])('%s %s is answered with the usage and exit code 2, not with a stack', (program, args) => {
    const { status, stderr } = run('tools/bootstrap/main.mjs', '--built', program, ...args);
    expect(stderr).not.toMatch(/\n +at /);
    expect(stderr.trim()).not.toBe('');
    expect(status).toBe(2);
  });

  it('does not hide the help', () => expect(run('tools/bootstrap/main.mjs', '--built', 'run/start', '--help').stdout).toMatch(/^Usage: npm start/));
  it('is refused where set-up itself is asked', () => expect(run('tools/bootstrap/main.mjs', '--nonsense')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^Usage: /) }));
  it('names the remedy where the program was not built', () =>
    expect(run('tools/bootstrap/main.mjs', '--built', 'run/nonsense')).toMatchObject({ status: 1, stderr: expect.stringContaining('npm run build') }));
});

describe('a program that set-up hands over to', () => {
  it('ends as it ends', () => {
    expect(spawnSync(process.execPath, ['tools/bootstrap/main.mjs', '--built', 'run/clock', '--nats', 'nats://127.0.0.1:1'], { encoding: 'utf8', timeout: 20_000 })).toMatchObject({
      status: 1, stderr: expect.stringContaining('The clock was not read or set'),
    });
  });

  it('is in the same project, from the sources and from the build', () => expect(projectFolder).toBe(bootstrapped));
});
