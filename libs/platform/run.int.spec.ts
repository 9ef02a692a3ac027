import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transformFile } from '@swc/core';

const source = (name: string) => join(process.cwd(), 'libs/platform', name);

/** A process of its own, whose service closes only once the test says so on its standard input. */
const main = `
import { ConfigError } from './config.js';
import { runService } from './run.js';
const close = async () => { process.stdout.write('closing;'); await new Promise((resolve) => process.stdin.once('data', resolve)); process.stdout.write('closed'); };
await runService(async () => {
  if (process.argv[2] === 'wrong-config') throw new ConfigError('example cannot start, its environment is wrong');
  if (process.argv[2] === 'defect') throw new Error('no such part');
  setInterval(() => undefined, 1000);
  return { service: 'example', app: undefined, url: 'http://127.0.0.1:4600', close };
});
`;

describe('runService', () => {
  let folder: string;
  beforeAll(async () => {
    const cache = join(process.cwd(), '.cache');
    await mkdir(cache, { recursive: true });
    folder = await mkdtemp(join(cache, 'run-'));
    for (const name of ['run', 'config'])
      await writeFile(join(folder, `${name}.js`), (await transformFile(source(`${name}.ts`))).code);
    await writeFile(join(folder, 'main.js'), main);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const start = (...args: string[]) => {
    const child = fork(join(folder, 'main.js'), args, { silent: true, execArgv: [] });
    const outputOf = (stream: Readable | null) =>
      stream === null ? Promise.reject(new Error('the output is not piped')) : text(stream);
    return {
      child,
      said: outputOf(child.stdout),
      complained: outputOf(child.stderr),
      ended: once(child, 'exit') as Promise<[number | null]>,
    };
  };
  const ready = async (child: ChildProcess): Promise<unknown> => (await once(child, 'message'))[0];

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'says when it is ready, and on %s ends with 0 after what is in hand is done',
    async (signal) => {
      const { child, said, ended } = start();
      expect(await ready(child)).toEqual({ ready: true, url: 'http://127.0.0.1:4600' });
      child.kill(signal);
      // A second signal does not cut it short.
      child.stdout?.once('data', () => {
        child.kill(signal);
        child.stdin?.write('done\n');
      });
      expect((await ended)[0]).toBe(0);
      expect(await said).toBe('closing;closed');
    },
  );

  it('ends with its parent', async () => {
    const { child, said, ended } = start();
    await ready(child);
    child.stdin?.write('done\n');
    child.disconnect();
    expect((await ended)[0]).toBe(0);
    expect(await said).toBe('closing;closed');
  });

  it('says in plain words that its configuration is wrong, with an exit code of its own', async () => {
    const { complained, ended } = start('wrong-config');
    expect((await ended)[0]).toBe(78);
    expect(await complained).toBe('example cannot start, its environment is wrong\n');
  });

  it('says where it failed when it cannot start for another reason', async () => {
    const { complained, ended } = start('defect');
    expect((await ended)[0]).toBe(1);
    expect(await complained).toMatch(/^cannot start: Error: no such part\n\s+at /);
  });
});
