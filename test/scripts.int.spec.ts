import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { freePort, startChild } from '#scripts/child';
import { packagesMatchLock } from '#scripts/node-packages';
import { createSupervisor, endLeftovers, restartDelayMs, type SupervisorEvent } from '#scripts/supervisor';
import { tallyOf } from '#scripts/tally';

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
    await supervisor.stop([['part']]);
    await expect(freePort(part.ready.port)).resolves.toBe(part.ready.port);
  });

  it('waits longer after each crash, up to five seconds', () => {
    expect([0, 1, 2, 9].map(restartDelayMs)).toEqual([100, 200, 400, 5_000]);
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
});
