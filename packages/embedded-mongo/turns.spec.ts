import { describe, expect, it } from '@jest/globals';
import { Chore } from './chore.js';
import { PAUSE, type Steps } from './language/index.js';
import { type Catalogue } from './storage/catalogue.js';
import { type Database } from './storage/database.js';
import { Turns } from './turns.js';

const FAILED = Buffer.from('failed');

/** A disk that is full at some commits, counted from 1. */
const served = (failing: readonly number[]) => {
  let commits = 0;
  const database = {
    isWriting: false,
    closeScans: () => undefined,
    write: <T>(work: () => T): T => work(),
    commit: () => {
      commits += 1;
      if (failing.includes(commits)) throw new Error('database or disk is full');
    },
  } as unknown as Database;
  const catalogue = { reload: () => undefined } as unknown as Catalogue;
  const turns = new Turns(database, () => FAILED);
  const chore = <T>(steps: Steps<T>): Promise<T> => {
    const job = new Chore({ database, catalogue }, steps);
    turns.submit(job, (reply) => job.settle(reply));
    return job.done;
  };
  return { turns, chore };
};

function* inParts(count: number): Steps<number> {
  for (let part = 0; part < count; part += 1) yield PAUSE;
  return count;
}

describe('a turn that cannot be committed', () => {
  it.each([
    ['done in one turn', 0, [1]],
    ['half done', 3, [1]],
    ['done after several', 3, [4]],
  ])('ends the server’s own work that is %s with an error, instead of leaving it', async (_what, parts, failing) => {
    await expect(served(failing).chore(inParts(parts))).rejects.toThrow();
  });

  it('gives up a command that is half done, once, and goes on with others', async () => {
    const { turns, chore } = served([1]);
    const given: unknown[] = [];
    const steps: number[] = [];
    const job = {
      writes: true,
      step: () => void steps.push(1) as undefined,
      abandon: (error: unknown) => given.push((error as Error).message),
    };
    const reply = await new Promise((resolve) => turns.submit(job, resolve));
    expect([reply, given, steps]).toEqual([FAILED, ['database or disk is full'], [1]]);
    await expect(chore(inParts(2))).resolves.toBe(2);
    expect(steps).toEqual([1]);
  });
});
