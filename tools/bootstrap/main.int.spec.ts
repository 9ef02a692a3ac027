import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { freePort, projectFolder } from '#processes';
import { eventually } from '#testing';
import { projectFolder as bootstrapped } from './project.mjs';

describe('a command line that nobody understands', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });

  it.each([
    ['run/start', ['--nonsense']],
    ['run/start', ['--no-sample', '--sample']],
    ['run/start', ['word']],
    ['run/test', ['--nonsense']],
    ['run/test', ['--only', 'nonsense']],
    ['run/setup', ['--nonsense']],
    ['run/clock', ['--nonsense']],
    ['run/clock', ['--at']],
    ['run/agree', ['--nonsense']],
    ['run/retell', ['--service', 'nonsense']],
    ['run/mailbox', ['--nonsense']],
    ['run/mailbox', ['--smtp', '1']],
  ])('%s %s is answered with the usage and exit code 2, not with a stack', (program, args) => {
    const { status, stderr } = run('tools/bootstrap/main.mjs', '--built', program, ...args);
    expect(stderr).not.toMatch(/\n +at /);
    expect(stderr.trim()).not.toBe('');
    expect(status).toBe(2);
  });

  it('does not hide the help', () =>
    expect(run('tools/bootstrap/main.mjs', '--built', 'run/start', '--help').stdout).toMatch(/^Usage: npm start/));
  it('is refused where set-up itself is asked', () =>
    expect(run('tools/bootstrap/main.mjs', '--nonsense')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^Usage: /),
    }));
  it('names the remedy where the program was not built', () =>
    expect(run('tools/bootstrap/main.mjs', '--built', 'run/nonsense')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('npm run build'),
    }));
});

describe('a program that set-up hands over to', () => {
  it('ends as it ends', () => {
    expect(
      spawnSync(
        process.execPath,
        ['tools/bootstrap/main.mjs', '--built', 'run/clock', '--nats', 'nats://127.0.0.1:1'],
        { encoding: 'utf8', timeout: 20_000 },
      ),
    ).toMatchObject({ status: 1, stderr: expect.stringContaining('The clock was not read or set') });
  });

  it('is told once of a signal, and ends when what handed over was killed', async () => {
    // The mailbox runs until it is told to end.
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const folder = mkdtempSync(join(tmpdir(), 'sala-handover-'));
      const [smtp, web] = [await freePort(), await freePort()];
      const parent = spawn(
        process.execPath,
        [
          'tools/bootstrap/main.mjs',
          '--built',
          'run/mailbox',
          '--smtp',
          String(smtp),
          '--web',
          String(web),
          '--folder',
          folder,
        ],
        { stdio: 'ignore' },
      );
      await eventually(async () => expect((await fetch(`http://127.0.0.1:${web}/api/config`)).ok).toBe(true), {
        within: 60_000,
      });
      parent.kill(signal);
      await eventually(async () => expect(await freePort(web)).toBe(web));
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);

  it('is in the same project, from the sources and from the build', () => expect(projectFolder).toBe(bootstrapped));
});
