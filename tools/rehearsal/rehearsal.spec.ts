import { describe, expect, it } from '@jest/globals';
import { sampleMeeting } from '#sample';
import { chaosOf, servers, services } from './chaos.js';
import { expectationOf, mailKey, reminderInstants } from './oracle.js';
import { reportOf, type Observation } from './report.js';
import { makeScenario } from './scenario.js';

const { organisations, sites, meeting } = sampleMeeting();
const address = new Map(sites.map((site) => [site.id, site.email ?? '']));
const sample = { organisations, classes: meeting.classes, siteAddress: (siteId: string) => address.get(siteId) ?? '' };
const scenario = makeScenario(organisations, 2559);
const expected = expectationOf(scenario, sample);
const run = { wallSeconds: 1, meetingTimeFrom: scenario.from, meetingTimeTo: scenario.to, seed: 2559, chaos: {} };
const asExpected = (): Observation => ({ ...expected, mails: [...expected.mails], sinkStrangers: 0 });

describe('the scenario', () => {
  it('follows the figures of the survey, whatever the seed', () => {
    for (const seed of [1, 2559, 77]) {
      const figures = expectationOf(makeScenario(organisations, seed), sample);
      expect(figures).toMatchObject({
        invited: 608,
        answered: 542,
        surveyed: 532,
        surveyedAnswered: 466,
        surveyedAnsweredPercent: 88,
        sitesReady: 76,
      });
      expect(figures.byClass['provincial-office']).toEqual({ invited: 76, answered: 76 });
      expect(figures.byClass['governor']).toEqual({ invited: 76, answered: 76 });
      expect(figures.callList.size).toBe(66);
    }
  });

  it('is the same for the same seed and another for another', () => {
    expect(makeScenario(organisations, 2559)).toEqual(scenario);
    expect(makeScenario(organisations, 2560).acts).not.toEqual(scenario.acts);
  });

  it('lets every governor attend or send someone', () => {
    const governors = scenario.acts.filter((act) => act.organisationId.endsWith('-governor'));
    expect(governors.length).toBeGreaterThanOrEqual(76);
    expect(governors.filter((act) => act.content.answer === 'decline')).toEqual([]);
  });

  it('uses every way to answer, changes of mind, faxes entered after the deadline and failing checks', () => {
    expect(new Set(scenario.acts.map((act) => act.by))).toEqual(new Set(['form', 'api', 'desk']));
    for (const count of Object.values(expected.byChannel)) expect(count).toBeGreaterThan(0);
    expect(scenario.acts.length).toBeGreaterThan(542);
    expect(scenario.acts.filter((act) => act.at > meeting.replyBy && act.receivedAt < meeting.replyBy)).toHaveLength(5);
    expect(expected.checks.failed).toBeGreaterThan(0);
  });

  it('never acts in the instant of a reminder', () => {
    expect(scenario.acts.filter((act) => reminderInstants.includes(act.at))).toEqual([]);
  });
});

describe('the oracle', () => {
  it('expects every reminder of an office that never answers and none after an answer', () => {
    const silent = [...expected.callList][0] ?? '';
    const silentAddress = organisations.find((each) => each.id === silent)?.email ?? '';
    expect([1, 2, 3, 4].every((ordinal) => expected.mails.has(mailKey('reminder', silentAddress, ordinal)))).toBe(true);
    const early = scenario.acts[0];
    const earlyAddress = organisations.find((each) => each.id === early?.organisationId)?.email ?? '';
    expect([1, 2, 3, 4].some((ordinal) => expected.mails.has(mailKey('reminder', earlyAddress, ordinal)))).toBe(false);
  });
});

describe('the report', () => {
  it('agrees when everything came as expected', () => {
    expect(reportOf(expected, asExpected(), run)).toMatchObject({ agrees: true, differences: [], callList: 66 });
  });

  it.each<[string, (seen: Observation) => Observation]>([
    ['a mail that came twice', (seen) => ({ ...seen, mails: [...seen.mails, seen.mails[0] ?? ''] })],
    ['a mail that is missing', (seen) => ({ ...seen, mails: seen.mails.slice(1) })],
    [
      'a mail that nobody expected',
      (seen) => ({ ...seen, mails: [...seen.mails, mailKey('reminder', 'nobody@th-00.example', 1)] }),
    ],
    ['a mail without headers', (seen) => ({ ...seen, sinkStrangers: 1 })],
    ['an answer that is missing', (seen) => ({ ...seen, answered: 541 })],
    ['a site that is not ready', (seen) => ({ ...seen, sitesReady: 75 })],
    [
      'an office that should not be called',
      (seen) => ({ ...seen, callList: new Set([...seen.callList, 'th-50-governor']) }),
    ],
    ['an office that nobody calls', (seen) => ({ ...seen, callList: new Set([...seen.callList].slice(1)) })],
  ])('does not agree with %s', (_what, change) => {
    const report = reportOf(expected, change(asExpected()), run);
    expect(report.agrees).toBe(false);
    expect(report.differences).toHaveLength(1);
  });
});

describe('chaos', () => {
  it('kills each service twice, no two at one step, at moments that the seed decides', () => {
    const plan = chaosOf(2559, 60);
    const killed = [...plan.values()].flatMap(({ trouble }) => (trouble.kind === 'kill' ? [trouble.victim] : []));
    expect(killed.sort()).toEqual([...services, ...services, ...servers].sort());
    expect(
      [...plan.values()]
        .map(({ trouble }) => trouble.kind)
        .filter((kind) => kind !== 'kill')
        .sort(),
    ).toEqual(['empty-queue', 'pause', 'power-cut']);
    for (const half of [(step: number) => step < 30, (step: number) => step >= 30]) {
      const inHalf = [...plan].flatMap(([step, { trouble }]) =>
        half(step) && trouble.kind === 'kill' ? [trouble.victim] : [],
      );
      expect(services.every((service) => inHalf.includes(service))).toBe(true);
    }
    expect(Math.min(...plan.keys())).toBeGreaterThanOrEqual(2);
    expect(chaosOf(2559, 60)).toEqual(plan);
    expect(chaosOf(2560, 60)).not.toEqual(plan);
  });
});
