import { describe, expect, it } from '@jest/globals';
import { type Due, nothingDue, workStateOf } from './work-state.js';

const now = new Date('2016-11-10T02:00:00.000Z');
const pendings = (...counts: { outbox: number; unhandled: number }[]) => ({
  pending: () => Promise.resolve(counts.shift() ?? { outbox: 0, unhandled: 0 }),
});
const due = (what: Due) => ({ at: () => Promise.resolve(what) });

describe('what a service has yet to do', () => {
  it('is nothing when nothing waits at one moment', async () => {
    expect(await workStateOf(pendings(), due({ due: 0, nextDueAt: '2016-11-11T02:00:00.000Z' }), now)).toEqual({
      idle: true,
      outbox: 0,
      unhandled: 0,
      due: 0,
      nextDueAt: '2016-11-11T02:00:00.000Z',
      now: '2016-11-10T02:00:00.000Z',
    });
  });

  it.each([
    ['an event that was handled just now', pendings({ outbox: 0, unhandled: 1 }), 0],
    ['an event that due work has written', pendings({ outbox: 0, unhandled: 0 }, { outbox: 2, unhandled: 0 }), 0],
    ['what is due', pendings(), 3],
  ])('is something while there is %s', async (_what, work, count) =>
    expect(await workStateOf(work, due({ due: count }), now)).toMatchObject({ idle: false, due: count }),
  );

  it('leaves out what is held, and says how much it is', async () =>
    expect(await workStateOf(pendings(), due({ due: 0, held: 2 }), now)).toMatchObject({ idle: true, held: 2 }));

  it('asks once where nothing falls due', async () =>
    expect(
      await workStateOf(pendings({ outbox: 0, unhandled: 0 }, { outbox: 9, unhandled: 9 }), nothingDue, now),
    ).toMatchObject({ idle: true }));
});
