import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  exampleMeeting,
  isReached,
  type MailRule,
  MailSchedule,
  type Meeting,
  numberOfRule,
  ordinalOfRule,
  type PlannedKind,
  ruleOfRank,
  usualMails,
} from '#contracts';
import { keptBack } from './mail-times.js';
import { type MailOrder, type ReminderInput, type ReminderState, reminderWorkflow } from './reminder-workflow.js';

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];
const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();
const announcedAt = '2016-11-07T02:00:00.000Z';
const meeting: Meeting = { ...exampleMeeting, status: 'announced', announcedAt };
const known: ReminderInput = { kind: 'meeting-known' };
const timeCame: ReminderInput = { kind: 'time-came', caughtUp: true };
const offices = ['revenue', 'governor'].flatMap((each) =>
  ['TH-50', 'TH-51'].map((provinceCode) => ({ class: each, provinceCode })),
);

const target = fc.option(
  fc.record(
    {
      classes: fc.constantFrom<string[]>(['revenue'], ['governor']),
      provinces: fc.constantFrom<string[]>(['TH-50'], ['TH-51'], ['TH-50', 'TH-51']),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);
const kindOf = (id: string): PlannedKind =>
  id === 'own-t' ? 'thanks' : id === 'meeting-tomorrow' || id === 'own-c' ? 'day-before' : 'reminder';
const anyRule: fc.Arbitrary<MailRule> = fc
  .record({
    id: fc.constantFrom('week-before', 'last-day', 'meeting-tomorrow', 'own-a', 'own-b', 'own-c', 'own-t'),
    from: fc.constantFrom('announcement' as const, 'deadline' as const, 'meeting' as const),
    days: fc.integer({ min: -9, max: 9 }),
    count: fc.constantFrom('days' as const, 'working-days' as const),
    at: fc.constantFrom('06:00', '09:00', '16:30', '21:00'),
    to: target,
  })
  .map(({ to, ...rule }) => ({
    ...rule,
    // A rule keeps its kind, as its id does.
    kind: kindOf(rule.id),
    ...(to && { to }),
  }));
const anySchedule = fc
  .record(
    {
      rules: fc.array(anyRule, { maxLength: 6 }),
      hours: fc.constantFrom(
        { from: '08:30', to: '16:30', on: 'working-days' as const },
        { from: '07:00', to: '20:00', on: 'every-day' as const },
      ),
    },
    { requiredKeys: ['rules'] },
  )
  .filter((schedule) => MailSchedule.safeParse(schedule).success);
const daysOff = fc.uniqueArray(fc.integer({ min: 7, max: 30 }), { maxLength: 6 });
const anyStep = fc.record(
  {
    afterHours: fc.integer({ min: 1, max: 90 }),
    /** Nobody looks at the clock meanwhile. */
    asleep: fc.boolean(),
    mails: anySchedule,
    off: daysOff,
    replyByHours: fc.integer({ min: -60, max: 60 }),
    startsAtHours: fc.integer({ min: 0, max: 60 }),
  },
  { requiredKeys: ['afterHours', 'asleep'] },
);

const ruleNumberOf = (ordinal: number): number =>
  ordinal <= 4
    ? numberOfRule(ruleOfRank(ordinal) ?? '')
    : Math.floor((ordinal - ordinalOfRule('', 0)) / 1_000) + numberOfRule('');

type Sent = { readonly order: MailOrder; readonly at: string; readonly state: ReminderState };

describe('whatever becomes of rules, days off, deadline and day', () => {
  it('no mail of a rule goes twice for one purpose, no two of a kind at once, none outside the hours, none when it is of no use', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1, maxLength: 7 }), (steps) => {
        const sent: Sent[] = [];
        let now = announcedAt;
        let state = reminderWorkflow({ meeting, runs: [] }, known, now).state;
        const happens = (input: ReminderInput): void => {
          const before = state;
          const outcome = reminderWorkflow(state, input, now);
          state = outcome.state;
          for (const order of outcome.plan) sent.push({ order, at: now, state: before });
        };
        const wake = (until: string): void => {
          for (;;) {
            const next = state.runs
              .filter(({ done, dueAt }) => !done && dueAt <= until)
              .map(({ dueAt }) => dueAt)
              .sort()[0];
            if (next === undefined) break;
            now = next > now ? next : now;
            happens(timeCame);
          }
          now = until > now ? until : now;
        };
        for (const { afterHours, asleep, mails, off, replyByHours = 0, startsAtHours = 0 } of steps) {
          const until = later(now, afterHours * hourMs);
          if (asleep) now = until;
          wake(until);
          const was = state.meeting ?? meeting;
          const replyBy = later(was.replyBy, replyByHours * hourMs);
          const startsAt = later(was.startsAt, startsAtHours * hourMs);
          const at = replyBy > now && replyBy < startsAt ? replyBy : was.replyBy;
          state = {
            ...state,
            meeting: {
              ...was,
              startsAt,
              endsAt: later(startsAt, 2 * hourMs),
              replyBy: at,
              answersUntil: at,
              ...(mails && { mails }),
            },
            ...(off && { daysOff: new Set(off.map((day) => `2016-11-${String(day).padStart(2, '0')}`)) }),
          };
          happens(known);
        }
        wake(later(now, 60 * dayMs));

        const ids = sent.map(({ order: { kind, ordinal } }) => `${kind} ${ordinal}`);
        expect(new Set(ids).size).toBe(ids.length);
        // The same rule again is for another deadline or day; nobody is thanked twice.
        const purposes = sent.map(({ order: { kind, ordinal }, state: { meeting: then = meeting } }) =>
          [
            kind,
            ruleNumberOf(ordinal),
            kind === 'reminder' ? then.replyBy : kind === 'thanks' ? '' : then.startsAt,
            // Of checks each day of them has its own.
            ...(kind === 'check-reminder' ? [ordinal] : []),
          ].join(' '),
        );
        expect(new Set(purposes).size).toBe(purposes.length);
        for (const { order, at, state: then } of sent) {
          const { hours } = then.meeting?.mails ?? usualMails;
          const wall = Temporal.Instant.from(at).toZonedDateTimeISO(meeting.timeZone);
          const inTime = keptBack(wall, hours, then.daysOff ?? new Set()) === undefined;
          // What was in time a moment ago still is.
          const late = Date.parse(at) - Date.parse(order.dueAt);
          expect(inTime || late < 15 * minuteMs).toBe(true);
          const { answersUntil = '', startsAt, endsAt } = then.meeting ?? meeting;
          if (order.kind === 'thanks') expect(at > endsAt).toBe(true);
          else expect(at <= (order.kind === 'reminder' ? answersUntil : startsAt)).toBe(true);
          for (const office of order.kind === 'check-reminder' ? [] : offices) {
            const others = sent.filter(
              (other) =>
                other.at === at
                && other.order.kind === order.kind
                && isReached(other.order.of, office)
                && !(other.order.except ?? []).some((each) => isReached(each, office)),
            );
            expect(others.length).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
