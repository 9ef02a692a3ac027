import { describe, expect, it } from '@jest/globals';
import { exampleMeeting, exampleOrganisation, type Meeting, usualMails } from '#contracts';
import fc from 'fast-check';
import { type Recipient } from '../recipient/recipient.module.js';
import { type KnownRun } from './reminder-rounds.js';
import { type MailStep, ruleIdOf, type ScheduledRun } from './reminder-schedule.js';
import { type ReminderInput, type ReminderState, reminderWorkflow } from './reminder-workflow.js';

const announcedAt = '2016-11-07T02:00:00.000Z';
/** An instant in November 2016 by the clock of Bangkok. */
const at = (day: number, time = '09:00'): string =>
  new Date(`2016-11-${String(day).padStart(2, '0')}T${time}:00+07:00`).toISOString();
const lastSecondOf = (day: number): string => at(day, '23:59').replace('00.000Z', '59.000Z');
const meetingWith = (replyBy: string, changes: Partial<Meeting> = {}): Meeting => ({
  ...exampleMeeting,
  announcedAt,
  replyBy,
  answersUntil: replyBy,
  startsAt: '2017-03-01T07:00:00.000Z',
  ...changes,
});
/** Which of the four usual reminders, with a mark for each time that it comes again. */
const numberOf = (step: MailStep): string => {
  const usual = usualMails.rules.findIndex(({ id }) => id === ruleIdOf(step)) + 1;
  const again = step.ordinal <= 4 ? 0 : step.ordinal % 1_000;
  return `${usual}${'′'.repeat(again)}`;
};
const label = ({ step, dueAt }: ScheduledRun): string =>
  `${step.kind === 'reminder' ? numberOf(step) : step.kind} ${new Date(Date.parse(dueAt) + 7 * 3_600_000).toISOString().slice(8, 16).replace('T', ' ')}`;
/** Reminders and calls; what is told before the day, and to sites, has tables of its own. */
const toCome = ({ runs }: ReminderState): KnownRun[] => runs.filter(({ done, step }) => !done && isToSilent(step));
const isToSilent = ({ kind }: KnownRun['step']): boolean =>
  !['day-before', 'check-missing', 'check-reminder'].includes(kind);

/** What the process has done so far. */
type World = { readonly state: ReminderState; readonly sent: readonly string[]; readonly told: readonly string[] };
const known: ReminderInput = { kind: 'meeting-known' };
const timeCame: ReminderInput = { kind: 'time-came', caughtUp: true };
const happens = ({ state, sent, told }: World, input: ReminderInput, now: string): World => {
  const outcome = reminderWorkflow(state, input, now);
  const labels = outcome.plan.map((order) => `${order.kind} ${order.ordinal} to ${order.to}`);
  return {
    state: outcome.state,
    sent: [...sent, ...labels.filter((each) => each.startsWith('reminder'))],
    told: [...told, ...labels.filter((each) => !each.startsWith('reminder'))],
  };
};
/** All that falls due on the way to an instant, each at its time. */
const passTo = (world: World, now: string): World => {
  const next = toCome(world.state)
    .map(({ dueAt }) => dueAt)
    .filter((dueAt) => dueAt <= now)
    .sort()[0];
  return next === undefined ? world : passTo(happens(world, timeCame, next), now);
};
const movedTo = (world: World, replyBy: string, now: string): World => {
  const previousReplyBy = world.state.meeting?.replyBy ?? '';
  return happens(
    { ...world, state: { ...world.state, meeting: meetingWith(replyBy) } },
    { kind: 'deadline-moved', ordinal: 3, deadline: { previousReplyBy, replyBy, toldAt: now } },
    now,
  );
};
const announced = happens(
  { state: { meeting: meetingWith(lastSecondOf(18)), runs: [] }, sent: [], told: [] },
  known,
  announcedAt,
);
const moved = (moves: readonly (readonly [string, string])[]): World =>
  moves.reduce((world, [movedAt, replyBy]) => movedTo(passTo(world, movedAt), replyBy, movedAt), announced);

/** The first deadline is 18 November; its reminders are on 11, 15, 17 at 09:00 and 18 at 08:30. */
const table: readonly [string, readonly (readonly [string, string])[], readonly string[]][] = [
  [
    'before any reminder: all move',
    [[at(8), lastSecondOf(21)]],
    ['1 14 09:00', '2 18 09:00', '3 20 09:00', '4 21 08:30', 'call-list 22 00:00'],
  ],
  [
    'after the first: it stays sent, the others move',
    [[at(11, '12:00'), lastSecondOf(21)]],
    ['2 18 09:00', '3 20 09:00', '4 21 08:30', 'call-list 22 00:00'],
  ],
  [
    'after the third: the added time gets its own, the last one moves',
    [[at(17, '12:00'), lastSecondOf(21)]],
    ['3′ 20 09:00', '4 21 08:30', 'call-list 22 00:00'],
  ],
  [
    'after the last: new reminders before the new deadline',
    [[at(18, '12:00'), lastSecondOf(21)]],
    ['3′ 20 09:00', '4′ 21 08:30', 'call-list 22 00:00'],
  ],
  [
    'by ten days, over holidays, after the last: a whole new round',
    [[at(18, '12:00'), lastSecondOf(28)]],
    ['1′ 21 09:00', '2′ 25 09:00', '3′ 27 09:00', '4′ 28 08:30', 'call-list 29 00:00'],
  ],
  [
    'twice, both after the last of their round',
    [
      [at(18, '12:00'), lastSecondOf(21)],
      [at(21, '12:00'), lastSecondOf(23)],
    ],
    ['3′′ 22 09:00', '4′′ 23 08:30', 'call-list 24 00:00'],
  ],
  [
    'twice before any of the new round was sent: the new ones move on',
    [
      [at(18, '12:00'), lastSecondOf(21)],
      [at(18, '13:00'), lastSecondOf(22)],
    ],
    ['3′ 21 09:00', '4′ 22 08:30', 'call-list 23 00:00'],
  ],
  [
    'after the call list: reminders and calls again',
    [[at(19, '10:00'), lastSecondOf(22)]],
    ['3′ 21 09:00', '4′ 22 08:30', 'call-list 23 00:00'],
  ],
  [
    'by an hour within the day, before the last: nothing is lost or sent twice',
    [[at(17, '12:00'), at(18, '23:59')]],
    ['4 18 08:30', 'call-list 18 23:59'],
  ],
  [
    'by an hour over midnight, before the last: its reminder is not lost',
    [[at(17, '12:00'), at(19, '00:59')]],
    ['3′ 18 09:00', 'call-list 19 00:59'],
  ],
  [
    'by an hour over midnight, after the last: no reminder right after another',
    [[at(18, '12:00'), at(19, '00:59')]],
    ['call-list 19 00:59'],
  ],
  [
    'to the same deadline, told again: nothing changes',
    [[at(12), lastSecondOf(18)]],
    ['2 15 09:00', '3 17 09:00', '4 18 08:30', 'call-list 19 00:00'],
  ],
  [
    'to an earlier one: what would be past is left out',
    [[at(12), lastSecondOf(16)]],
    ['2 13 09:00', '3 15 09:00', '4 16 08:30', 'call-list 17 00:00'],
  ],
  [
    'to an earlier one and back: nothing is sent twice',
    [
      [at(12), lastSecondOf(16)],
      [at(12, '10:00'), lastSecondOf(18)],
    ],
    ['2 15 09:00', '3 17 09:00', '4 18 08:30', 'call-list 19 00:00'],
  ],
];

describe('what a new deadline does to what was sent and scheduled', () => {
  it.each(table)('given all that fell due, when it is moved %s', (_name, moves, expected) => {
    const now = moves.at(-1)?.[0] ?? announcedAt;
    expect(
      toCome(moved(moves).state)
        .filter(({ dueAt }) => dueAt > now)
        .map(label),
    ).toEqual([...expected]);
  });

  it('keeps a reminder that is due this moment, when the meeting is told again', () => {
    expect(toCome(happens(announced, known, at(11, '09:00')).state).map(label)[0]).toBe('1 11 09:00');
  });

  it('leaves out what was past already when the announcement was heard of late', () => {
    const late = happens(
      { state: { meeting: meetingWith(lastSecondOf(18)), runs: [] }, sent: [], told: [] },
      known,
      at(16),
    );
    expect(toCome(late.state).map(label)).toEqual(['3 17 09:00', '4 18 08:30', 'call-list 19 00:00']);
  });

  it('adds reminders for the time after the deadline that was told, also while answers were taken a day longer', () => {
    const long = (replyBy: string, until: string) => ({
      ...announced,
      state: { runs: [], meeting: meetingWith(replyBy, { answersUntil: until }) },
    });
    const first = passTo(happens(long(lastSecondOf(18), lastSecondOf(19)), known, announcedAt), at(18, '12:00'));
    const next = reminderWorkflow(
      { ...first.state, meeting: meetingWith(lastSecondOf(19), { answersUntil: lastSecondOf(20) }) },
      known,
      at(18, '12:00'),
    );
    expect(next.schedule?.filter(({ step }) => isToSilent(step)).map(label)).toEqual([
      '4′ 19 08:30',
      'call-list 21 00:00',
    ]);
  });

  it('never gives a reminder that was sent another time, whatever is moved when, and one before each deadline that leaves a day for it', () => {
    const move = fc.record({
      afterHours: fc.integer({ min: 1, max: 200 }),
      byHours: fc.integer({ min: -100, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 6 }), (moves) => {
        let world = announced;
        let now = announcedAt;
        for (const { afterHours, byHours } of moves) {
          now = new Date(Date.parse(now) + afterHours * 3_600_000).toISOString();
          world = passTo(world, now);
          const before = world.state.meeting?.replyBy ?? '';
          const replyBy = new Date(
            Math.max(Date.parse(before) + byHours * 3_600_000, Date.parse(now) + 60_000),
          ).toISOString();
          const toComeBefore = toCome(world.state).filter(({ step }) => step.kind === 'reminder').length;
          world = movedTo(world, replyBy, now);
          const runs = toCome(world.state);
          const reminders = runs.filter(({ step }) => step.kind === 'reminder');
          for (const { dueAt } of reminders) expect(dueAt > now && dueAt < replyBy).toBe(true);
          expect(new Set(reminders.map(({ dueAt }) => dueAt)).size).toBe(reminders.length);
          const possible = toCome(
            happens({ state: { meeting: world.state.meeting, runs: [] }, sent: [], told: [] }, known, now).state,
          ).filter(({ step }) => step.kind === 'reminder');
          if (possible.some(({ dueAt }) => dueAt > before)) expect(reminders.length).toBeGreaterThan(0);
          expect(reminders.length).toBeGreaterThanOrEqual(Math.min(possible.length, toComeBefore));
          expect(runs.filter(({ step }) => step.kind === 'call-list')).toHaveLength(1);
        }
        world = passTo(world, '2017-06-01T00:00:00.000Z');
        expect(new Set(world.sent).size).toBe(world.sent.length);
      }),
      { numRuns: 500 },
    );
  });
});

const office: Recipient = {
  invitationId: 'inv-1',
  meetingId: exampleMeeting.id,
  organisationId: exampleOrganisation.id,
  name: exampleOrganisation.name,
  class: 'revenue',
  provinceCode: 'TH-50',
  language: 'th',
  responseRevision: 0,
  withdrawn: false,
};
const answered = { ...office, responseRevision: 1 };
const dayOf = (replyBy: string, startsAt: string, changes: Partial<Meeting> = {}): Meeting =>
  meetingWith(replyBy, { startsAt, ...changes });
const open = dayOf(lastSecondOf(18), at(23, '14:30'));
const off: Meeting = { ...open, status: 'cancelled' };
const run = (ordinal: number, dueAt: string, done = false): KnownRun => ({
  step: { kind: 'reminder', ordinal },
  dueAt,
  done,
});
const calls = (done = false): KnownRun => ({
  step: { kind: 'call-list', replyBy: lastSecondOf(18) },
  dueAt: at(19, '00:00'),
  done,
});
const deadline = { previousReplyBy: lastSecondOf(16), replyBy: lastSecondOf(18), toldAt: at(12) };
const extension: ReminderInput = { kind: 'deadline-moved', ordinal: 3, deadline };
const cancellation: ReminderInput = { kind: 'meeting-cancelled', reason: 'flood' };
const { title, startsAt, endsAt, timeZone, place, replyBy } = open;
const after = { title, startsAt, endsAt, timeZone, place, replyBy };
const change = { before: { ...after, startsAt: at(22, '14:30') }, after, toldAt: at(12) };
const changed: ReminderInput = { kind: 'meeting-changed', ordinal: 3, change };
const hear = (heard: Recipient): ReminderInput => ({ kind: 'office-heard', office: heard });

type Row = {
  readonly meeting?: Meeting;
  readonly runs?: readonly KnownRun[];
  readonly now: string;
  readonly plan?: readonly string[];
  readonly escalate?: readonly string[];
  readonly done?: readonly string[];
  readonly missed?: readonly string[];
  readonly cancel?: boolean;
};
/** Given, when, then; what is not named is empty. Without a meeting: the one above. */
const rows: readonly [string, ReminderInput, Row][] = [
  [
    'the meeting is told while there is time to answer: nobody is called for silence',
    known,
    { now: at(8), escalate: ['close silent'] },
  ],
  [
    'the meeting is told again when the time for answers is over: the call list stays',
    known,
    { now: at(20), runs: [calls(true)] },
  ],
  [
    'the meeting is off, by whatever told so: nobody is called',
    known,
    { meeting: off, now: at(8), escalate: ['close all'] },
  ],
  [
    'the deadline is moved: the silent hear of it, and nobody is called for silence',
    extension,
    { now: at(12), plan: ['deadline-moved 3 to silent'], escalate: ['close silent'] },
  ],
  ['a move of the deadline of long ago is told again: no mail', extension, { now: at(19) }],
  [
    'the deadline was moved of a meeting that is off: no mail',
    extension,
    { meeting: off, now: at(12), escalate: ['close all'] },
  ],
  [
    'the deadline is past, but answers are taken a day longer: the silent hear of the move',
    extension,
    {
      meeting: dayOf(lastSecondOf(18), at(23), { answersUntil: lastSecondOf(19) }),
      now: at(19),
      plan: ['deadline-moved 3 to silent'],
      escalate: ['close silent'],
    },
  ],
  [
    'the meeting is at another time or place: every invited office hears of it, whatever it answered',
    changed,
    { now: at(12), plan: ['meeting-changed 3 to invited'], escalate: ['close silent'] },
  ],
  [
    'it is changed when the time for answers is over: they hear of it, and the call list stays',
    changed,
    { now: at(20), runs: [calls(true)], plan: ['meeting-changed 3 to invited'] },
  ],
  ['a change is told after the meeting began: no mail', changed, { now: at(24), runs: [calls(true)] }],
  [
    'a change is told of a meeting that is off: no mail',
    changed,
    { meeting: off, now: at(12), escalate: ['close all'] },
  ],
  [
    'the meeting is cancelled: what was planned is, those told of it hear of it, nobody is called',
    cancellation,
    {
      meeting: off,
      now: at(12),
      cancel: true,
      plan: ['meeting-cancelled 1 to invited', 'meeting-cancelled 1 to sites'],
      escalate: ['close all'],
    },
  ],
  [
    'the meeting is cancelled after it began: no mail',
    cancellation,
    { meeting: off, now: at(24), cancel: true, escalate: ['close all'] },
  ],
  [
    'the meeting was cancelled and is on again: reminders as ever',
    cancellation,
    { now: at(12), escalate: ['close silent'] },
  ],
  [
    'a reminder is due: one mail to each silent office',
    timeCame,
    { now: at(11), runs: [run(1, at(11)), run(2, at(15))], plan: ['reminder 1 to silent'], done: ['1 11 09:00'] },
  ],
  [
    'a reminder is due, but not all that was told is known: it waits',
    { kind: 'time-came', caughtUp: false },
    { now: at(11), runs: [run(1, at(11))] },
  ],
  [
    'several are due after an outage: the last only',
    timeCame,
    {
      now: at(17),
      runs: [run(1, at(11)), run(2, at(15)), run(3, at(17))],
      plan: ['reminder 3 to silent'],
      done: ['1 11 09:00', '2 15 09:00', '3 17 09:00'],
      missed: ['1 11 09:00', '2 15 09:00'],
    },
  ],
  [
    'the last reminder and the call list are due after an outage: the call list only',
    timeCame,
    {
      now: at(20),
      runs: [run(4, at(18, '08:30')), calls()],
      escalate: ['raise silent'],
      done: ['4 18 08:30', 'call-list 19 00:00'],
      missed: ['4 18 08:30'],
    },
  ],
  [
    'a reminder is due when the time for answers is over: no mail',
    timeCame,
    { now: at(19, '00:30'), runs: [run(4, at(18, '08:30'))], done: ['4 18 08:30'] },
  ],
  [
    'the call list is due: the silent are on it',
    timeCame,
    {
      now: at(19),
      runs: [run(4, at(18, '08:30'), true), calls()],
      escalate: ['raise silent'],
      done: ['call-list 19 00:00'],
    },
  ],
  [
    'runs are due of a meeting that is off: nothing is done',
    timeCame,
    { meeting: off, now: at(19), runs: [calls()], done: ['call-list 19 00:00'] },
  ],
  ['a silent office is heard of while it may answer: it is not called', hear(office), { now: at(18) }],
  ['a silent office is heard of after that: it is called', hear(office), { now: at(19), escalate: ['raise inv-1'] }],
  [
    'a silent office is heard of past the deadline, while answers are taken: it is not called',
    hear(office),
    { meeting: dayOf(lastSecondOf(18), at(23), { answersUntil: lastSecondOf(19) }), now: at(19) },
  ],
  ['a silent office is heard of after the meeting began: it is not called', hear(office), { now: at(24) }],
  [
    'a silent office is heard of, and the meeting is off: it is not called',
    hear(office),
    { meeting: off, now: at(19) },
  ],
  ['an office answers: it is not called', hear(answered), { now: at(19), escalate: ['close inv-1'] }],
  [
    'an invitation is withdrawn: the office is not called',
    hear({ ...office, withdrawn: true }),
    { now: at(12), escalate: ['close inv-1'] },
  ],
];

describe('the reminder process', () => {
  it.each(rows)(
    'when %s',
    (
      _name,
      input,
      { meeting = open, runs = [], now, plan = [], escalate = [], done = [], missed = [], cancel = false },
    ) => {
      const outcome = reminderWorkflow({ meeting, runs }, input, now);
      expect({
        plan: outcome.plan.map((order) => `${order.kind} ${order.ordinal} to ${order.to}`),
        escalate: outcome.escalate.map(
          (order) =>
            `${order.do} ${typeof order.whom === 'string' ? order.whom : 'invitationId' in order.whom ? order.whom.invitationId : order.whom.givenUntil}`,
        ),
        done: outcome.done.map(label),
        missed: outcome.missed.map(label),
        cancel: outcome.cancel,
      }).toEqual({ plan, escalate, done, missed, cancel });
    },
  );

  it('schedules nothing for a meeting that is off, and keeps what was done', () => {
    const outcome = reminderWorkflow(
      { meeting: off, runs: [run(1, at(11), true), run(2, at(15)), calls()] },
      cancellation,
      at(12),
    );
    expect(outcome.schedule).toEqual([]);
    expect(outcome.state.runs).toEqual([run(1, at(11), true)]);
  });

  it('does nothing for a meeting that was not heard of yet, but takes an office that answered off the call list', () => {
    const unheard: ReminderState = { meeting: undefined, runs: [] };
    for (const input of [known, extension, cancellation, timeCame, hear(office)])
      expect(reminderWorkflow(unheard, input, at(19))).toMatchObject({ plan: [], escalate: [], done: [] });
    expect(reminderWorkflow(unheard, hear(answered), at(19)).escalate).toHaveLength(1);
  });

  it('tells those that come of another address to dial once they were told of one, until the meeting begins', () => {
    const joining = { dialIn: 'h323:old', toldAt: at(22) };
    const input: ReminderInput = { kind: 'joining-changed', ordinal: 7, joining };
    const told = (done: boolean): KnownRun => ({ step: { kind: 'day-before', ordinal: 1 }, dueAt: at(22), done });
    const plan = (runs: readonly KnownRun[], now: string, meeting = open) =>
      reminderWorkflow({ meeting, runs }, input, now).plan;
    const order = { kind: 'day-before', to: 'coming', ordinal: 1_000_000_007, content: { joining } };
    expect(plan([told(true)], at(22, '18:00'))).toEqual([{ ...order, dueAt: at(22, '18:00') }]);
    expect(plan([told(false)], at(21))).toEqual([]);
    expect(plan([], at(21))).toEqual([]);
    expect(plan([told(true)], at(24))).toEqual([]);
    expect(plan([told(true)], at(22, '18:00'), off)).toEqual([]);
  });

  it('tells whoever says that it comes after the others were told of the day, unless that is still to come for it', () => {
    const late = { ...answered, coming: true };
    const told = (ordinal: number, date: number, done: boolean): KnownRun => ({
      step: { kind: 'day-before', ordinal },
      dueAt: at(date, '15:00'),
      done,
    });
    const asked = (who: Recipient, runs: readonly KnownRun[], now: string, meeting = open) =>
      reminderWorkflow({ meeting, runs }, hear(who), now).plan;
    const now = at(22, '18:00');
    const plan = [{ kind: 'day-before', to: { late }, ordinal: 2, dueAt: now }];
    expect(asked(late, [told(1, 20, true), told(2, 22, true)], now)).toEqual(plan);
    expect(asked(late, [told(2, 22, true), told(1, 20, true)], now)).toEqual(plan);
    expect(asked(late, [told(1, 20, true), told(2, 23, false)], now)).toEqual([]);
    expect(asked(late, [], now)).toEqual([]);
    expect(asked({ ...late, coming: false }, [told(2, 22, true)], now)).toEqual([]);
    expect(asked({ ...late, withdrawn: true }, [told(2, 22, true)], now)).toEqual([]);
    expect(asked(late, [told(2, 22, true)], open.startsAt)).toEqual([]);
    expect(asked(late, [told(2, 22, true)], now, off)).toEqual([]);
    const day = { id: 'own', kind: 'day-before', from: 'meeting', days: -1, at: '15:00', count: 'days' } as const;
    const ofOthers = { ...open, mails: { rules: [{ ...day, to: { provinces: ['TH-51'] } }] } };
    const ofRule: KnownRun = { ...told(2, 22, true), step: { kind: 'day-before', ordinal: 2, rule: 'own' } };
    expect(asked(late, [ofRule], now, ofOthers)).toEqual([]);
  });

  it('says the same when it is asked once more, after what it said was done', () => {
    const first = reminderWorkflow({ meeting: open, runs: [] }, known, at(8));
    expect(reminderWorkflow(first.state, known, at(8))).toMatchObject({ schedule: first.schedule, state: first.state });
  });
});

describe('an office that was given more time', () => {
  const until = lastSecondOf(22);
  const given = { ...office, answersUntil: until };
  const time: ReminderInput = { kind: 'office-given-time', office: given, until };
  const runsOf = (runs: readonly ScheduledRun[] = []): KnownRun[] => runs.map((each) => ({ ...each, done: false }));
  const meeting = dayOf(lastSecondOf(18), at(28));

  it('is reminded between the meeting’s deadline and its own, and not called before that is over', () => {
    const { add, escalate } = reminderWorkflow({ meeting, runs: [] }, time, at(17));
    expect(escalate).toEqual([{ do: 'wait', whom: given }]);
    expect(add?.map(({ step, dueAt }) => `${step.kind} ${dueAt}`)).toEqual([
      `given-reminder ${at(19)}`,
      `given-reminder ${at(21)}`,
      `given-reminder ${at(22, '08:30')}`,
      `given-call-list ${at(23, '00:00')}`,
    ]);
    const runs = runsOf(add);
    expect(reminderWorkflow({ meeting, runs }, timeCame, at(19)).plan).toMatchObject([
      { kind: 'reminder', to: { givenUntil: until }, content: { givenTime: { until } } },
    ]);
    const last = reminderWorkflow({ meeting, runs: runs.slice(-1) }, timeCame, at(23, '00:00'));
    expect(last.escalate).toEqual([{ do: 'raise', whom: { givenUntil: until } }]);
    expect(reminderWorkflow({ meeting, runs: [] }, hear(given), at(20)).escalate).toEqual([]);
    expect(reminderWorkflow({ meeting, runs: [] }, hear(given), at(23)).escalate).toHaveLength(1);
  });

  it('is left to the meeting’s own reminders where its deadline moves beyond that time', () => {
    const later = dayOf(lastSecondOf(24), at(28));
    const { add } = reminderWorkflow({ meeting, runs: [] }, time, at(17));
    expect(reminderWorkflow({ meeting: later, runs: runsOf(add) }, timeCame, at(23))).toMatchObject({
      plan: [],
      escalate: [],
    });
    expect(reminderWorkflow({ meeting: later, runs: [] }, time, at(17)).escalate).toHaveLength(1);
  });

  it('is given nothing by what is long past, or of a meeting that is off', () => {
    expect(reminderWorkflow({ meeting, runs: [] }, time, at(23)).add).toBeUndefined();
    expect(reminderWorkflow({ meeting: off, runs: [] }, time, at(17)).add).toBeUndefined();
  });

  it('keeps its steps when the meeting’s own are brought in line, with numbers that no other instant has', () => {
    const { add } = reminderWorkflow({ meeting, runs: [] }, time, at(17));
    const other = reminderWorkflow({ meeting, runs: [] }, { ...time, until: lastSecondOf(21) }, at(17)).add;
    const numbers = [...(add ?? []), ...(other ?? [])].flatMap(({ step }) => ('ordinal' in step ? [step.ordinal] : []));
    expect(new Set(numbers).size).toBe(numbers.length);
    const inLine = reminderWorkflow({ meeting, runs: runsOf(add) }, known, at(17));
    expect(inLine.state.runs).toEqual(expect.arrayContaining(runsOf(add)));
  });
});
