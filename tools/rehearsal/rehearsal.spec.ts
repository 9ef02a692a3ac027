import { describe, expect, it } from '@jest/globals';
import { sampleMeeting } from '#sample';
import { chaosOf, servers, services } from './chaos.js';
import { mailKey } from './mailbag.js';
import { type Observation } from './observe.js';
import { expectationOf } from './oracle.js';
import { fewestProvinces, partOf } from './part-of-sample.js';
import { makePlot } from './plotting.js';
import { dayBeforeTime, reminderTimes } from './reminder-times.js';
import { reportOf } from './report.js';
import { SiteMails } from './site-mails.js';
import { textOf } from './report-text.js';
import { makeScenario } from './scenario.js';
import { type OfficeView } from './view.js';

const { organisations, sites, meeting } = sampleMeeting();
const address = new Map(sites.map((site) => [site.id, site.email ?? '']));
const sample = { meeting, classes: meeting.classes, siteAddress: (siteId: string) => address.get(siteId) ?? '' };
const plotOf = (seed: number) => makePlot(makeScenario(organisations, seed), organisations);
const scenario = makeScenario(organisations, 2559);
const plot = plotOf(2559);
const { cast } = plot;
const expected = expectationOf(plot, sample);
const run = { wallSeconds: 1, meetingTimeFrom: plot.from, meetingTimeTo: plot.to, seed: 2559, chaos: {} };
/** What a site is told that has its check on the next day, and has passed none. */
const foreseen = new Set([mailKey('check-reminder', 'hall@th-50.example', '2016-11-14', 1)]);
const asExpected = (): Observation => ({
  ...expected,
  mails: [...expected.mails, ...foreseen],
  foreseen,
  digestReaders: ['all', 'TH-50'],
  sinkStrangers: 0,
});
const reminderInstants = reminderTimes(meeting.replyBy);

describe('the scenario', () => {
  it('follows the figures of the survey, whatever the seed and whatever staff do', () => {
    for (const seed of [1, 2559, 77]) {
      const figures = expectationOf(plotOf(seed), sample);
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

  it('has their share for a part of the provinces, whatever the seed', () => {
    const half = partOf(sampleMeeting(), fewestProvinces);
    for (let seed = 1; seed <= 40; seed += 1) {
      const part = makePlot(makeScenario(half.organisations, seed), half.organisations);
      const { surveyedAnsweredPercent, callList, ...figures } = expectationOf(part, sample);
      expect(figures).toMatchObject({
        invited: 304,
        answered: 271,
        surveyed: 266,
        surveyedAnswered: 233,
        sitesReady: 38,
      });
      expect([surveyedAnsweredPercent, callList.size]).toEqual([88, 33]);
    }
  });

  it('is the same for the same seed and another for another', () => {
    expect(plotOf(2559)).toEqual(plot);
    expect(plotOf(2560).acts).not.toEqual(plot.acts);
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
    for (const { at } of [...plot.acts, ...plot.deeds])
      expect([...reminderInstants, dayBeforeTime(meeting.startsAt)]).not.toContain(at);
  });

  it('hands the list in, and has it corrected, before anything goes wrong', () => {
    const instants = [
      ...new Set([...plot.acts, ...plot.deeds, ...plot.planAt.map((at) => ({ at }))].map(({ at }) => at)),
    ];
    const { at } = plot.deeds.find((deed) => deed.do === 'correct-address') ?? { at: '' };
    expect(instants.sort().indexOf(at)).toBe(0);
    for (const step of chaosOf(2559, instants.length).keys()) expect(step).toBeGreaterThan(1);
  });
});

describe('reminders', () => {
  it('come 7, 3 and 1 days before the deadline and on its last morning', () =>
    expect(reminderInstants).toEqual([
      '2016-11-11T02:00:00.000Z',
      '2016-11-15T02:00:00.000Z',
      '2016-11-17T02:00:00.000Z',
      '2016-11-18T01:30:00.000Z',
    ]));
});

const offices = new Map(plot.offices.map((each) => [each.id, each]));

describe('the oracle', () => {
  const view = (id: string): OfficeView => expected.standing.offices[id] as OfficeView;
  const mails = (kind: string, id: string, to = offices.get(id)?.email ?? ''): string[] =>
    [...expected.mails]
      .filter((key) => key.startsWith(`${kind} ${to} `))
      .map((key) => key.split(' ').slice(2).join(' '));

  it('expects every reminder of an office that never answers and none after an answer', () => {
    const others = [...cast.extended.silent, ...cast.unreachable];
    const silent = [...expected.callList].find((id) => !others.includes(id)) ?? '';
    expect(mails('reminder', silent)).toEqual(['2016-11-11 1', '2016-11-16 1', '2016-11-17 1', '2016-11-18 1']);
    expect(mails('reminder', plot.acts[0]?.organisationId ?? '')).toEqual([]);
  });

  it('tells those that come of the day on the afternoon before it, and nobody else', () => {
    const of = (id: string): string[] => mails('day-before', id);
    expect(of(cast.older)).toEqual(['2016-11-23 1']);
    for (const id of expected.callList) expect(of(id)).toEqual([]);
  });

  it('lets a fax of the morning that is entered after the web’s answer be kept without counting, and without a receipt', () => {
    expect(view(cast.older)).toMatchObject({
      answer: 'attend',
      channel: 'web',
      history: { 'response-recorded': 1, 'response-kept': 1 },
    });
    expect(mails('receipt', cast.older)).toEqual(['2016-11-09 1']);
  });

  it('counts, of two that two of the desk entered, the one received last, and one fax that two entered once', () => {
    expect(view(cast.clash)).toMatchObject({
      answer: 'attend',
      channel: 'fax',
      people: 3,
      history: { 'response-recorded': 3 },
    });
    expect(view(cast.twins)).toMatchObject({ channel: 'fax', history: { 'response-recorded': 1 } });
    expect(mails('receipt', cast.twins)).toHaveLength(1);
  });

  it('reminds again whose answer was taken back, until it answers itself; whoever had answered before stands by that', () => {
    expect(mails('answer-taken-back', cast.wrong)).toEqual(['2016-11-09 1']);
    expect(mails('reminder', cast.wrong)).toEqual(['2016-11-11 1', '2016-11-16 1']);
    expect(mails('reminder', cast.wrongLater)).toEqual([]);
    expect(view(cast.wrongLater)).toMatchObject({ answer: 'attend', channel: 'web' });
  });

  it('invites again whom it had withdrawn: with what had been said, and with reminders from then on', () => {
    expect(mails('invitation', cast.withdrawnAnswered)).toEqual(['2016-11-07 1', '2016-11-14 1']);
    expect(view(cast.withdrawnAnswered).standing).toBe('answered');
    expect(mails('reminder', cast.withdrawnSilent)).toEqual(['2016-11-16 1']);
    expect(mails('reminder', cast.mistaken)).toEqual([]);
    expect(view(cast.mistaken).standing).toBe('withdrawn');
    expect(expected.standing.looks[0]?.total.invited).toBe(608);
  });

  it('has one office of two that were merged: the silent one leaves with the merge, the one that had answered by hand', () => {
    expect(mails('reminder', cast.doubledSilent)).toEqual(['2016-11-11 1']);
    expect(view(cast.doubledSilent).standing).toBe('withdrawn');
    expect(view(cast.doubledAnswered)).toMatchObject({ standing: 'withdrawn', answer: 'attend' });
    expect(view(cast.keptOfSilent).history['invitation-followed']).toBe(1);
  });

  it('leaves the invitation of one that was merged into an office that is not invited to that one: its mails, its name, and its answer where it had one', () => {
    const joint = (id: string) => `${id}-new@office.example`;
    const [silent, answered] = [cast.absorbedSilent, cast.absorbedAnswered];
    expect([mails('reminder', silent), mails('reminder', silent, joint(silent))]).toEqual([
      ['2016-11-11 1'],
      ['2016-11-16 1', '2016-11-17 1'],
    ]);
    expect(view(silent)).toMatchObject({ channel: 'fax', history: { 'invitation-followed': 1 } });
    expect(view(answered)).toMatchObject({ answer: 'attend', history: { 'response-recorded': 1 } });
    expect(view(answered).history).not.toHaveProperty('invitation-followed');
    expect([mails('meeting-changed', answered), mails('day-before', answered, joint(answered))]).toEqual([
      [],
      ['2016-11-23 1'],
    ]);
  });

  it('seats whoever joins at another hall there and in its own province everywhere else, and whoever came back at home', () => {
    const { halls, boards } = expected.standing;
    const home = offices.get(cast.elsewhere)?.siteId ?? '';
    expect([halls[cast.otherHall]?.invited, halls[home]?.invited, halls[cast.home]?.invited]).toEqual([9, 7, 8]);
    expect(boards['all']?.byProvince[offices.get(cast.elsewhere)?.provinceCode ?? '']?.invited).toBe(8);
    expect([cast.elsewhere, cast.thereAndBack].map((id) => view(id).history['invitation-moved'])).toEqual([1, 2]);
    expect([cast.elsewhere, cast.thereAndBack].map((id) => mails('hall-decided', id))).toEqual([
      ['2016-11-14 1'],
      ['2016-11-14 1', '2016-11-17 1'],
    ]);
  });

  it('reminds those of the province that got more time by its new deadline, calls them after it, and calls none of them late before', () => {
    const [silent = ''] = cast.extended.silent;
    expect(mails('reminder', silent).slice(-3)).toEqual(['2016-11-18 1', '2016-11-20 1', '2016-11-21 1']);
    expect(mails('reminder', cast.extended.web).slice(-2)).toEqual(['2016-11-20 1', '2016-11-21 1']);
    expect(expected.standing.looks[2]?.toCall).not.toContain(silent);
    expect(expected.callList).toContain(silent);
    expect([cast.extended.web, cast.extended.fax, cast.extended.late].map((id) => view(id).late)).toEqual([
      false,
      false,
      true,
    ]);
    expect(view(cast.late).late).toBe(true);
  });

  it('asks those who come to confirm a moved meeting, and no longer those who have said so since', () => {
    const [, afterMove] = expected.standing.looks;
    const unconfirmed = Object.values(expected.standing.offices).filter((each) => each.unconfirmed).length;
    expect(expected.standing.foretold).toBeGreaterThan(afterMove?.unconfirmed ?? 0);
    expect(afterMove?.unconfirmed).toBeGreaterThan(unconfirmed);
    for (const id of cast.confirming) {
      expect(view(id).unconfirmed).toBe(false);
      expect(view(id).history['response-confirmed']).toBe(1);
    }
  });

  it('sends nothing to an address that came back until it is mended, then the invitation once more', () => {
    for (const id of cast.unreachable) {
      expect(mails('invitation', id)).toEqual(['2016-11-07 1']);
      expect([...mails('reminder', id), ...mails('meeting-changed', id)]).toEqual([]);
      expect(expected.standing.looks[0]?.toCall).toContain(id);
    }
    expect(mails('invitation', '', 'mended-1@office.example')).toEqual(['2016-11-09 1']);
    for (const id of cast.mended) expect(expected.standing.looks[0]?.toCall).not.toContain(id);
  });

  it('sends after two days without a mail server only what is still of use, and after a day’s pause no reminder to those that answered', () => {
    for (const id of [...cast.weekend.once, ...cast.weekend.twice])
      expect(mails('receipt', id)).toEqual(['2016-11-13 1']);
    expect(mails('receipt', cast.weekend.wrong)).toEqual(['2016-11-16 1']);
    expect(mails('answer-taken-back', cast.weekend.wrong)).toEqual(['2016-11-13 1']);
    const reminded = new Set(
      [...expected.mails].filter((key) => key.startsWith('reminder ')).map((key) => key.split(' ')[2]),
    );
    expect(reminded.has('2016-11-15')).toBe(false);
    const late = [...expected.mails].filter((key) => /^reminder .* 2016-11-16 /.test(key)).length;
    expect(late).toBeGreaterThan(0);
    expect(late).toBeLessThan(Number(expected.standing.steered['set aside through the pause']));
    expect(expected.standing.steered).toMatchObject({
      'waiting at the weekend': 9,
      reports: 7,
      'automatic replies': 8,
    });
    expect(Object.keys(expected.standing.calls)).toHaveLength(2);
  });

  it('counts of a register what was entered last, whenever it arrived, and nobody who was entered by mistake', () => {
    const [live] = cast.halls;
    const hall = expected.standing.halls[live?.siteId ?? ''];
    // One of another province joins there, and stands in the register.
    expect(hall).toMatchObject({ invited: 9, walkIns: 1, complete: true });
    const { total } = expected.standing.report.came;
    expect(total.unknown).toBe(608 - 8 * cast.halls.length - 1);
    expect(expected.standing.report.openHalls).toBe(76 - (cast.halls.length - 1));
  });
});

describe('the report', () => {
  it('agrees when everything came as expected, and tells each act with its figures', () => {
    const report = reportOf(plot, expected, asExpected(), run);
    expect(report).toMatchObject({ agrees: true, differences: [], callList: 66 });
    expect(Object.keys(report.acts)).toHaveLength(16);
    expect(report.acts['an answer taken back']).toMatchObject({ 'offices told so': 2 });
    expect(textOf(report)).toContain('more time for one province');
    expect(textOf(report)).not.toMatch(/undefined|NaN/);
  });

  const standing = (change: Partial<Observation['standing']>) => (seen: Observation) => ({
    ...seen,
    standing: { ...seen.standing, ...change },
  });
  const was = expected.standing;
  const first = Object.keys(was.offices)[0] ?? '';
  const office = was.offices[first] as OfficeView;
  const board = was.boards['surveyed true'] as (typeof was.boards)[string];
  const hallOf = Object.keys(was.halls)[0] ?? '';
  const hall = was.halls[hallOf] as (typeof was.halls)[string];
  const otherHall = was.halls[cast.otherHall] as (typeof was.halls)[string];
  const look = was.looks[0] as (typeof was.looks)[number];

  it.each<[string, (seen: Observation) => Observation]>([
    ['a mail that came twice', (seen) => ({ ...seen, mails: [...seen.mails, seen.mails[0] ?? ''] })],
    ['a mail that is missing', (seen) => ({ ...seen, mails: seen.mails.slice(1) })],
    [
      'a mail that nobody expected',
      (seen) => ({ ...seen, mails: [...seen.mails, mailKey('reminder', 'nobody@th-00.example', '2016-11-11', 1)] }),
    ],
    [
      'a site that was not reminded of its check',
      (seen) => ({ ...seen, mails: seen.mails.filter((key) => !foreseen.has(key)) }),
    ],
    ['a mail without headers', (seen) => ({ ...seen, sinkStrangers: 1 })],
    ['an answer that is missing', (seen) => ({ ...seen, answered: 541 })],
    ['a site that is not ready', (seen) => ({ ...seen, sitesReady: 75 })],
    [
      'an office that should not be called',
      (seen) => ({ ...seen, callList: new Set([...seen.callList, 'th-50-governor']) }),
    ],
    ['an office that nobody calls', (seen) => ({ ...seen, callList: new Set([...seen.callList].slice(1)) })],
    [
      'a row that a list changed the second time',
      standing({ lists: { ...was.lists, repeated: { ...was.lists.repeated, changed: 1 } } }),
    ],
    ['another answer of one office', standing({ offices: { ...was.offices, [first]: { ...office, people: 99 } } })],
    [
      'an entry that one office’s history lacks',
      standing({ offices: { ...was.offices, [first]: { ...office, history: {} } } }),
    ],
    ['an office that is not there', standing({ offices: Object.fromEntries(Object.entries(was.offices).slice(1)) })],
    [
      'one person too many on a board that is filtered',
      standing({
        boards: {
          ...was.boards,
          'surveyed true': { ...board, total: { ...board.total, people: board.total.people + 1 } },
        },
      }),
    ],
    ['an office that a filter leaves out', standing({ listed: { ...was.listed, 'late true': 1 } })],
    [
      'an office that was on the call list too soon',
      standing({ looks: [{ ...look, toCall: [first] }, ...was.looks.slice(1)] }),
    ],
    ['a lane that was found open', standing({ steered: { ...was.steered, 'stopped at the weekend': 'open' } })],
    ['a call that nobody noted', standing({ calls: {} })],
    [
      'an office that sits at home though it joins elsewhere',
      standing({ halls: { ...was.halls, [cast.otherHall]: { ...otherHall, invited: otherHall.invited - 1 } } }),
    ],
    [
      'a second move of an office that moved once',
      standing({
        offices: {
          ...was.offices,
          [cast.elsewhere]: {
            ...(was.offices[cast.elsewhere] as OfficeView),
            history: { ...was.offices[cast.elsewhere]?.history, 'invitation-moved': 2 },
          },
        },
      }),
    ],
    [
      'an invitation withdrawn because its office was merged into one that is not invited',
      standing({
        offices: {
          ...was.offices,
          [cast.absorbedSilent]: { ...(was.offices[cast.absorbedSilent] as OfficeView), standing: 'withdrawn' },
        },
      }),
    ],
    [
      'a reminder that went where an office was before it was merged',
      (seen) => ({
        ...seen,
        mails: seen.mails.map((key) =>
          key === `reminder ${cast.absorbedSilent}-new@office.example 2016-11-17 1`
            ? mailKey('reminder', offices.get(cast.absorbedSilent)?.email ?? '', '2016-11-17', 1)
            : key,
        ),
      }),
    ],
    ['offices that a move was not said to concern', standing({ foretold: was.foretold - 1 })],
    [
      'a walk-in that no register has',
      standing({ halls: { ...was.halls, [hallOf]: { ...hall, walkIns: hall.walkIns + 1 } } }),
    ],
    ['a person whom the report does not count', standing({ report: { ...was.report, people: was.report.people - 1 } })],
    ['another sum in the workbook', standing({ reportFile: { ...was.reportFile, people: '0' } })],
    [
      'a change of the meeting that stands in no history',
      standing({ meetingHistory: { ...was.meetingHistory, 'meeting-changed': 0 } }),
    ],
    ['a history whose chain is broken', standing({ chainIsWhole: false })],
  ])('does not agree with %s', (_what, change) => {
    const report = reportOf(plot, expected, change(asExpected()), run);
    expect(report.agrees).toBe(false);
    expect(report.differences).toHaveLength(1);
  });

  it('names the first of many that differ, and says how many there are', () => {
    const wrong = reportOf(plot, expected, standing({ offices: {} })(asExpected()), run);
    expect(wrong.differences).toHaveLength(1);
    expect(wrong.differences[0]).toMatch(/offices: 611 differ: .*and 608 more/s);
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

describe('what sites are told of their checks', () => {
  const days = ['2016-11-17', '2016-11-18', '2016-11-21', '2016-11-22', '2016-11-23'];
  const [one, other] = ['hall@one.example', 'hall@other.example'];
  const played = (play: (sites: SiteMails) => void): string[] => {
    const sites = new SiteMails({ workingDays: days, startsAt: '2016-11-23T07:30:00.000Z', sites: [one, other] });
    play(sites);
    sites.cameTo('2016-11-23T09:30:00.000Z');
    return [...sites.keys].sort();
  };
  const missing = [one, other].map((site) => mailKey('check-missing', site, '2016-11-18', 1));

  it('is each check on the working day before, as it was told last; and that they have passed none', () => {
    expect(
      played((sites) => {
        sites.appointed(one, '2016-11-21T02:00:00.000Z');
        sites.appointed(other, '2016-11-18T02:00:00.000Z');
        sites.cameTo('2016-11-17T07:00:00.000Z');
        sites.appointed(other, undefined);
        sites.cameTo('2016-11-17T08:00:00.000Z');
        sites.appointed(other, '2016-11-22T02:00:00.000Z');
      }),
    ).toEqual(
      [
        ...missing,
        mailKey('check-reminder', one, '2016-11-18', 1),
        mailKey('check-reminder', other, '2016-11-21', 1),
      ].sort(),
    );
  });

  it('is nothing to who has passed in time, nor of an appointment that was made when its reminder had left', () => {
    expect(
      played((sites) => {
        sites.cameTo('2016-11-18T01:00:00.000Z');
        sites.passed(one);
        sites.cameTo('2016-11-18T08:00:00.000Z');
        sites.appointed(one, '2016-11-21T02:00:00.000Z');
      }),
    ).toEqual([missing[1]]);
  });
});
