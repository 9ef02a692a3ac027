import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type PlannedRun, reminderPlan } from './reminder-schedule.js';
import { type KnownRun, reminderRounds } from './reminder-rounds.js';

const zone = 'Asia/Bangkok';
const announcedAt = '2016-11-07T02:00:00.000Z';
/** An instant in November 2016 by the clock of Bangkok. */
const at = (day: number, time = '09:00'): string => new Date(`2016-11-${String(day).padStart(2, '0')}T${time}:00+07:00`).toISOString();
const lastSecondOf = (day: number): string => at(day, '23:59').replace('00.000Z', '59.000Z');
const planFor = (replyBy: string) => reminderPlan({ replyBy, timeZone: zone, announcedAt });
const label = ({ step, dueAt }: PlannedRun): string => `${step.kind === 'reminder' ? `${step.ordinal}` : step.kind} ${new Date(Date.parse(dueAt) + 7 * 3_600_000).toISOString().slice(8, 16).replace('T', ' ')}`;

type World = { known: KnownRun[]; sent: string[] };
/** What is left to do at an instant: everything due is done. */
const passTo = (world: World, now: string): World => ({
  known: world.known.map((run) => (run.dueAt <= now ? { ...run, done: true } : run)),
  sent: [...world.sent, ...world.known.flatMap((run) => (!run.done && run.dueAt <= now && run.step.kind === 'reminder' ? [`${run.step.ordinal}`] : []))],
});
const movedTo = (world: World, replyBy: string, now: string): { world: World; toDo: PlannedRun[] } => {
  const toDo = reminderRounds({ plan: planFor(replyBy), known: world.known, now });
  const kept = world.known.filter((run) => run.done && !(run.step.kind === 'call-list' && toDo.some(({ step }) => step.kind === 'call-list')));
  return { toDo, world: { sent: world.sent, known: [...kept, ...toDo.map((run) => ({ ...run, done: false }))] } };
};
const announced = movedTo({ known: [], sent: [] }, lastSecondOf(18), announcedAt).world;
const after = (now: string, ...deadlines: readonly (readonly [string, string])[]): PlannedRun[] => {
  let world = announced;
  let toDo: PlannedRun[] = [];
  for (const [movedAt, replyBy] of deadlines) ({ world, toDo } = movedTo(passTo(world, movedAt), replyBy, movedAt));
  return toDo.filter(({ dueAt }) => dueAt > now);
};

/** The first deadline is 18 November; its reminders are on 11, 15, 17 at 09:00 and 18 at 08:30. */
const table: readonly [string, readonly (readonly [string, string])[], readonly string[]][] = [
  ['before any reminder: all move', [[at(8), lastSecondOf(21)]], ['1 14 09:00', '2 18 09:00', '3 20 09:00', '4 21 08:30', 'call-list 22 00:00']],
  ['after the first: it stays sent, the others move', [[at(11, '12:00'), lastSecondOf(21)]], ['2 18 09:00', '3 20 09:00', '4 21 08:30', 'call-list 22 00:00']],
  ['after the third: the added time gets its own, the last one moves', [[at(17, '12:00'), lastSecondOf(21)]], ['5 20 09:00', '4 21 08:30', 'call-list 22 00:00']],
  ['after the last: new reminders before the new deadline', [[at(18, '12:00'), lastSecondOf(21)]], ['5 20 09:00', '6 21 08:30', 'call-list 22 00:00']],
  ['by ten days, over holidays, after the last: a whole new round', [[at(18, '12:00'), lastSecondOf(28)]], ['5 21 09:00', '6 25 09:00', '7 27 09:00', '8 28 08:30', 'call-list 29 00:00']],
  ['twice, both after the last of their round', [[at(18, '12:00'), lastSecondOf(21)], [at(21, '12:00'), lastSecondOf(23)]], ['7 22 09:00', '8 23 08:30', 'call-list 24 00:00']],
  ['twice before any of the new round was sent: the new ones move on', [[at(18, '12:00'), lastSecondOf(21)], [at(18, '13:00'), lastSecondOf(22)]], ['5 21 09:00', '6 22 08:30', 'call-list 23 00:00']],
  ['after the call list: reminders and calls again', [[at(19, '10:00'), lastSecondOf(22)]], ['5 21 09:00', '6 22 08:30', 'call-list 23 00:00']],
  ['by an hour within the day, before the last: nothing is lost or sent twice', [[at(17, '12:00'), at(18, '23:59')]], ['4 18 08:30', 'call-list 18 23:59']],
  ['by an hour over midnight, before the last: its reminder is not lost', [[at(17, '12:00'), at(19, '00:59')]], ['5 18 09:00', 'call-list 19 00:59']],
  ['by an hour over midnight, after the last: no reminder right after another', [[at(18, '12:00'), at(19, '00:59')]], ['call-list 19 00:59']],
  ['to the same deadline, told again: nothing changes', [[at(12), lastSecondOf(18)]], ['2 15 09:00', '3 17 09:00', '4 18 08:30', 'call-list 19 00:00']],
  ['to an earlier one: what would be past is left out', [[at(12), lastSecondOf(16)]], ['2 13 09:00', '3 15 09:00', '4 16 08:30', 'call-list 17 00:00']],
  ['to an earlier one and back: nothing is sent twice', [[at(12), lastSecondOf(16)], [at(12, '10:00'), lastSecondOf(18)]], ['2 15 09:00', '3 17 09:00', '4 18 08:30', 'call-list 19 00:00']],
];

describe('what a new deadline does to what was sent and planned', () => {
  it.each(table)('moved %s', (_name, deadlines, expected) => {
    const now = deadlines.at(-1)?.[0] ?? announcedAt;
    expect(after(now, ...deadlines).map(label)).toEqual([...expected]);
  });

  it('keeps a reminder that is due this moment, when the same deadline is told again', () => {
    const plan = planFor(lastSecondOf(18));
    const known = announced.known;
    expect(reminderRounds({ plan, known, now: at(11, '09:00') }).map(label)[0]).toBe('1 11 09:00');
  });

  it('leaves out what was past already when the announcement was heard of late', () => {
    expect(reminderRounds({ plan: planFor(lastSecondOf(18)), known: [], now: at(16) }).map(label)).toEqual(['3 17 09:00', '4 18 08:30', 'call-list 19 00:00']);
  });

  it('never gives a reminder that was sent another time, whatever is moved when, and one before each deadline that leaves a day for it', () => {
    const move = fc.record({ afterHours: fc.integer({ min: 1, max: 200 }), byHours: fc.integer({ min: -100, max: 300 }) });
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 6 }), (moves) => {
        let world = announced;
        let now = announcedAt;
        let replyBy = lastSecondOf(18);
        for (const { afterHours, byHours } of moves) {
          now = new Date(Date.parse(now) + afterHours * 3_600_000).toISOString();
          world = passTo(world, now);
          const before = replyBy;
          replyBy = new Date(Math.max(Date.parse(replyBy) + byHours * 3_600_000, Date.parse(now) + 60_000)).toISOString();
          const toComeBefore = world.known.filter((run) => !run.done && run.step.kind === 'reminder').length;
          const moved = movedTo(world, replyBy, now);
          const reminders = moved.toDo.filter(({ step }) => step.kind === 'reminder');
          for (const { dueAt } of reminders) expect(dueAt > now && dueAt < replyBy).toBe(true);
          expect(new Set(reminders.map(({ dueAt }) => dueAt)).size).toBe(reminders.length);
          const possible = planFor(replyBy).filter(({ step, dueAt }) => step.kind === 'reminder' && dueAt > now);
          if (possible.some(({ dueAt }) => dueAt > before)) expect(reminders.length).toBeGreaterThan(0);
          expect(reminders.length).toBeGreaterThanOrEqual(Math.min(possible.length, toComeBefore));
          expect(moved.toDo.filter(({ step }) => step.kind === 'call-list')).toHaveLength(1);
          world = moved.world;
        }
        world = passTo(world, '2017-06-01T00:00:00.000Z');
        expect(new Set(world.sent).size).toBe(world.sent.length);
      }),
      { numRuns: 500 },
    );
  });
});
