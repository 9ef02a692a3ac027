import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findPrograms, freePort, startChild } from './index.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sala-tools-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a child process', () => {
  const node = (script: string, port: number) => ({
    name: 'part',
    command: process.execPath,
    args: ['-e', script, String(port)],
    ready: { port },
  });
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
