import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '#testing';
import { signInOf, start, type Started } from './start-under-test.js';

jest.setTimeout(180_000);

const pidsIn = (dataDir: string): number[] =>
  (JSON.parse(readFileSync(join(dataDir, 'logs/processes.json'), 'utf8')) as { pid: number }[]).map(({ pid }) => pid);
const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const end = async (
  started: Started,
  dataDir: string,
  signal: NodeJS.Signals,
): Promise<{ code: number | null; left: number[] }> => {
  const pids = pidsIn(dataDir);
  expect(pids.length).toBeGreaterThanOrEqual(7);
  started.process.kill(signal);
  const code = await new Promise<number | null>((resolve) => started.process.once('close', resolve));
  return { code, left: pids.filter(lives) };
};

describe('npm start', () => {
  let dataDir: string;
  let first: Started;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sala-start-'));
    first = await start(dataDir);
  });
  afterAll(async () => {
    first.process.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
  });

  it('prints addresses that answer, and a sign-in', async () => {
    expect(Object.keys(first.addresses)).toEqual(['Console', 'A reply page', 'Mailbox', 'API docs', 'Job queue']);
    for (const [what, address] of Object.entries(first.addresses))
      expect([what, (await fetch(address)).status]).toEqual([what, what === 'Job queue' ? 401 : 200]);
    const origin = new URL(first.addresses['Console'] ?? '').origin;
    const answer = await fetch(`${origin}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(signInOf(first)),
    });
    expect(answer.ok).toBe(true);
    const cookie = answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    expect((await fetch(first.addresses['Job queue'] ?? '', { headers: { cookie } })).status).toBe(200);
  });

  it('shows an open reply page of the sample meeting', async () => {
    const page = await (
      await fetch(first.addresses['A reply page'] ?? '', { headers: { 'accept-language': 'th' } })
    ).text();
    expect(page).toContain('สำนักงานจังหวัดเชียงใหม่');
    expect(page).toMatch(/<form[^>]+method="post"/i);
  });

  it('keeps its secrets to its owner, and no person’s password once it was shown', () => {
    const path = join(dataDir, 'secrets.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')) as object)).toEqual(['linkKey', 'simulated']);
  });

  it('refuses a second start on the same data folder', async () => {
    await expect(start(dataDir)).rejects.toThrow(/already runs/);
  });

  it('ends every process when it is ended, and goes on where it stood at the next start', async () => {
    await expect(end(first, dataDir, 'SIGINT')).resolves.toEqual({ code: 0, left: [] });
    const second = await start(dataDir);
    try {
      expect(second.output()).not.toContain('Sign in as');
      expect(second.output()).toMatch(/Clock +2016-11-07T0[2-3]:/);
      expect((await fetch(second.addresses['A reply page'] ?? '')).status).toBe(200);
    } finally {
      await expect(end(second, dataDir, 'SIGTERM')).resolves.toEqual({ code: 0, left: [] });
    }
  });

  it('stays in the sample’s time though JetStream’s folder was lost, and leaves no process behind even when it is killed', async () => {
    await rm(join(dataDir, 'nats'), { recursive: true });
    const third = await start(dataDir);
    expect(third.output()).toMatch(/Clock +2016-11-07T0[2-3]:/);
    const pids = pidsIn(dataDir);
    third.process.kill('SIGKILL');
    await eventually(() => expect(pids.filter(lives)).toEqual([]));
  });
});
