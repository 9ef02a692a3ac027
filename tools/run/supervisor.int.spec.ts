import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort, redisServer, startChild } from '#processes';
import { eventually } from '#testing';
import { endLeftovers } from './leftovers.js';
import { createSupervisor, restartDelayMs, type SupervisorEvent } from './supervisor.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sala-tools-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a part that is started', () => {
  const node = (script: string, port: number) => ({
    name: 'part',
    command: process.execPath,
    args: ['-e', script, String(port)],
    ready: { port },
  });
  const listens = `require('net').createServer().listen(Number(process.argv[1]), '127.0.0.1')`;

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
    const note = [
      { pid: child.pid, command: [part.command, ...part.args] },
      { pid: stranger.pid, command: ['another', 'program'] },
    ];
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
    await supervisor.startAll([
      { name: 'talker', command: process.execPath, args: ['-e', talks, String(port)], ready: { port } },
    ]);
    const first = supervisor.pidOf('talker');
    await supervisor.crash('talker');
    await eventually(async () => {
      expect(supervisor.pidOf('talker')).not.toBe(first);
      await expect(freePort(port)).resolves.not.toBe(port);
    });
    const troubles = events.filter(({ what }) => what === 'trouble');
    expect(troubles.map(({ name }) => name).toSorted()).toEqual([
      join(folder, 'processes.json'),
      join(folder, 'talker.log'),
    ]);
    await supervisor.stop();
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
    const write = () =>
      spawnSync('node', [
        '-e',
        `require('net').connect(${port}, '127.0.0.1').end('SET a b\r\nSET c d\r\n').on('close', () => process.exit()).resume()`,
      ]);
    const incremental = () =>
      join(
        folder,
        'appendonlydir',
        readdirSync(join(folder, 'appendonlydir')).find((name) => name.includes('.incr.')) ?? 'none',
      );
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
