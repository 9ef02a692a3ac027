import { describe, expect, it } from '@jest/globals';
import { conflict, notFound } from '#platform';
import { retryOnConflict } from './aggregate.js';

const failing = (times: number, error: Error) => {
  const tries = { count: 0 };
  const work = async () => {
    tries.count += 1;
    if (tries.count <= times) throw error;
    return 'done';
  };
  return { tries, work };
};

describe('retryOnConflict', () => {
  it('does the work again while somebody else’s write comes first', async () => {
    const { tries, work } = failing(3, conflict('revision-conflict'));
    await expect(retryOnConflict(work)).resolves.toBe('done');
    expect(tries.count).toBe(4);
  });

  it('gives up after the given number of times', async () => {
    const { tries, work } = failing(99, conflict('revision-conflict'));
    await expect(retryOnConflict(work, 3)).rejects.toMatchObject({ code: 'revision-conflict' });
    expect(tries.count).toBe(3);
  });

  it('passes any other error on at once, other conflicts too', async () => {
    for (const error of [
      notFound('meeting-not-found', { values: { id: 'm' } }),
      conflict('duplicate-key'),
      new Error('x'),
    ]) {
      const { tries, work } = failing(99, error);
      await expect(retryOnConflict(work)).rejects.toBe(error);
      expect(tries.count).toBe(1);
    }
  });
});
