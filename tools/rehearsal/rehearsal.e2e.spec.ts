import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type RehearsalReport } from './report.js';

jest.setTimeout(900_000);

const rehearse = async (
  folder: string,
  args: readonly string[],
): Promise<{ code: number | null; said: string; report: RehearsalReport }> => {
  const json = join(folder, 'report.json');
  const child = spawn(
    process.execPath,
    ['tools/bootstrap/main.mjs', '--quiet', 'rehearsal/command', '--json', json, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const text = await readFile(json, 'utf8').catch(() => {
    throw new Error(`the rehearsal gave no report:\n${said.slice(-4_000)}`);
  });
  return { code, said, report: JSON.parse(text) as RehearsalReport };
};

const figures = {
  invited: 608,
  answered: 542,
  surveyed: 532,
  surveyedAnswered: 466,
  surveyedAnsweredPercent: 88,
  callList: 66,
  sitesReady: 76,
  agrees: true,
  differences: [],
};

describe('the rehearsal', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'sala-rehearsal-test-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('plays the sixteen days and all that staff do in them through the real parts and agrees with the script, whatever befalls them on the way: kills, an emptied queue, a sender that stands still, a power cut', async () => {
    const { code, report } = await rehearse(folder, ['--chaos']);
    expect(report).toMatchObject({ ...figures, chaos: { kill: 13, 'empty-queue': 1, pause: 1, 'power-cut': 1 } });
    expect(report.byClass['provincial-office']).toEqual({ invited: 76, answered: 76 });
    expect(report.byClass['governor']).toEqual({ invited: 76, answered: 76 });
    for (const mails of Object.values(report.mails))
      expect(mails).toMatchObject({ received: mails.expected, duplicates: 0, missing: 0, unexpected: 0 });
    expect(Object.keys(report.acts)).toHaveLength(11);
    expect(report.acts['the list of offices']).toMatchObject({
      new: 611,
      invalid: 2,
      'changed by the same once more': 0,
    });
    expect(report.acts['the history']).toMatchObject({ whole: true });
    expect(code).toBe(0);
  });
});
