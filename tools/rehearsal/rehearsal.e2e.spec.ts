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

/** Half of the provinces: that all of them have the figures of the survey is shown without servers, what befalls Sala goes on among fewer as well. */
const provinces = 38;
const figures = {
  invited: 304,
  answered: 271,
  surveyed: 266,
  surveyedAnswered: 233,
  surveyedAnsweredPercent: 88,
  callList: 33,
  sitesReady: 38,
  agrees: true,
  differences: [],
};

describe('the rehearsal', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'sala-rehearsal-test-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('plays the sixteen days and all that staff do in them through the real parts and agrees with the script, whatever befalls them on the way: kills, an emptied queue, a sender that stands still, a power cut', async () => {
    const { code, report } = await rehearse(folder, ['--chaos', '--provinces', String(provinces)]);
    expect(report).toMatchObject({ ...figures, chaos: { kill: 15, 'empty-queue': 1, pause: 1, 'power-cut': 1 } });
    expect(report.byClass['provincial-office']).toEqual({ invited: provinces, answered: provinces });
    expect(report.byClass['governor']).toEqual({ invited: provinces, answered: provinces });
    for (const mails of Object.values(report.mails))
      expect(mails).toMatchObject({ received: mails.expected, duplicates: 0, missing: 0, unexpected: 0 });
    expect(Object.keys(report.acts)).toHaveLength(16);
    expect(report.acts['the list of offices']).toMatchObject({
      new: 307,
      invalid: 2,
      'changed by the same once more': 0,
    });
    expect(report.acts['the history']).toMatchObject({ whole: true });
    expect(code).toBe(0);
  });
});
