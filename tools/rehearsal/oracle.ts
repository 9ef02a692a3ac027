import { type Channel, type OrganisationClass } from '#contracts';
import { type Digests } from './digests.js';
import { conferenceExpected } from './conference-hosts.js';
import { appointmentKey } from './mailbag.js';
import { type OfficeModel } from './model.js';
import { type Plot } from './plot.js';
import { boardOf, cameOf, classOf, grouped, provinceOf } from './tallies.js';
import { type BoardView, type ListView, type OfficeView, type Standing } from './view.js';
import { World } from './world.js';

/** The meeting in figures. */
export type Figures = {
  invited: number;
  answered: number;
  surveyed: number;
  surveyedAnswered: number;
  surveyedAnsweredPercent: number;
  byClass: Record<string, { invited: number; answered: number }>;
  byChannel: Record<Channel, number>;
  checks: { planned: number; passed: number; failed: number; rechecked: number };
  sitesReady: number;
};

/** What must come out, computed from the script alone. */
export type Expectation = Figures & {
  /** Each expected mail once. */
  mails: ReadonlySet<string>;
  callList: ReadonlySet<string>;
  /** What a digest has to say where there is one. */
  digests: Digests;
  standing: Standing;
};

type Sample = {
  readonly meeting: { readonly replyBy: string; readonly startsAt: string };
  readonly classes: readonly OrganisationClass[];
  readonly siteAddress: (siteId: string) => string;
};

/** What the board is asked for beside the whole, and which part of the meeting that is. */
export type BoardAsk = {
  readonly class?: string;
  readonly provinceCode?: string;
  readonly channel?: Channel;
  readonly surveyed?: boolean;
};
export const boardAsks = ({ cast }: Plot, classes: readonly OrganisationClass[]): readonly BoardAsk[] => [
  {},
  ...classes.map((each) => ({ class: each.class })),
  ...(['web', 'fax', 'phone', 'letter', 'e-mail'] as const).map((channel) => ({ channel })),
  { provinceCode: cast.extended.provinceCode },
  { provinceCode: cast.extended.provinceCode, channel: 'fax' },
  { surveyed: true },
];
export const nameOfAsk = (ask: object): string =>
  Object.entries(ask)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ') || 'all';

/** How the list of offices is filtered, and whom it has to show. */
export const listAsks = ({ cast }: Plot) => [
  { standing: 'silent' as const },
  { standing: 'answered' as const },
  { standing: 'withdrawn' as const },
  { late: true },
  { unconfirmed: true },
  { answer: 'decline' as const },
  { channel: 'fax' as const, provinceCode: cast.extended.provinceCode },
];
type ListAsk = ReturnType<typeof listAsks>[number];
const isListed = (view: OfficeView, provinceCode: string, ask: ListAsk): boolean => {
  if ('standing' in ask) return view.standing === ask.standing;
  if (view.standing === 'withdrawn') return false;
  if ('late' in ask) return view.late === true;
  if ('unconfirmed' in ask) return view.unconfirmed;
  if ('answer' in ask) return view.answer === ask.answer;
  return view.channel === ask.channel && provinceCode === ask.provinceCode;
};

const listsOf = ({ offices, wrongRows }: Plot): Standing['lists'] => {
  const read = offices.length + wrongRows;
  const list = (counts: Partial<ListView>): ListView => ({
    ...{ read, new: 0, changed: 0, unchanged: 0, conflict: 0, invalid: wrongRows },
    ...counts,
  });
  return {
    first: list({ new: offices.length }),
    corrected: list({ changed: 1, unchanged: offices.length - 1 }),
    repeated: list({ unchanged: offices.length }),
    'handed out': list({ read: offices.length, unchanged: offices.length, invalid: 0 }),
  };
};

const standingOf = (world: World, plot: Plot, { classes }: Sample): Standing => {
  const all = [...world.offices.values()];
  const { registers, movedAt } = world;
  const boardFor = (ask: BoardAsk): BoardView =>
    boardOf(
      all.filter(
        ({ office }) =>
          (ask.class === undefined || ask.class === office.class)
          && (ask.provinceCode === undefined || ask.provinceCode === office.provinceCode)
          && (ask.surveyed === undefined || classes.some((each) => each.class === office.class && each.surveyed)),
      ),
      ask.channel,
    );
  const views = new Map(all.map((each) => [each.office.id, each.view(movedAt)]));
  const came = (offices: readonly OfficeModel[]) => cameOf(offices, (id) => registers.stateOf(id));
  const halls = grouped(
    all,
    ({ siteId }) => siteId,
    (members) => {
      const siteId = members[0]?.siteId ?? '';
      return {
        invited: members.length,
        expected: members.filter(({ comes }) => comes).length,
        ...registers.countsOf(siteId),
        complete: registers.isComplete(siteId),
      };
    },
  );
  const { walkIns, people } = registers.countsOf();
  const { invited, answered } = boardFor({ surveyed: true }).total;
  const { total } = boardFor({});
  const cameAll = came(all);
  const sums = [
    ...[total.invited, total.answered, total.invited - total.answered],
    ...[total.attend, total.representative, total.decline, total.late, total.people],
    ...[cameAll.present, cameAll.represented, cameAll.absent, cameAll.excused, cameAll.unknown],
  ].join(' ');
  const given = [...world.opinions.values()];
  return {
    lists: listsOf(plot),
    offices: Object.fromEntries(views),
    boards: Object.fromEntries(boardAsks(plot, classes).map((ask) => [nameOfAsk(ask), boardFor(ask)])),
    listed: Object.fromEntries(
      listAsks(plot).map((ask) => [
        nameOfAsk(ask),
        all.filter(({ office }) => isListed(views.get(office.id) as OfficeView, office.provinceCode, ask)).length,
      ]),
    ),
    looks: world.looks,
    steered: world.mails.steered,
    calls: Object.fromEntries(
      world.look('9999').toCall.flatMap((id) => {
        const lastCall = world.offices.get(id)?.lastCall;
        return lastCall === undefined ? [] : [[id, lastCall]];
      }),
    ),
    foretold: world.foretold,
    halls,
    // A site joins where somebody comes to it.
    conference: conferenceExpected(Object.values(halls).filter(({ expected }) => expected > 0).length),
    report: {
      came: { total: cameAll, byClass: grouped(all, classOf, came) },
      cameByProvince: grouped(all, provinceOf, came),
      people,
      walkIns,
      halls: Object.keys(halls).length,
      openHalls: Object.values(halls).filter(({ complete }) => !complete).length,
      surveyed: { invited, answered },
      opinions: { given: given.reduce((sum, each) => sum + each, 0), offices: given.length },
      over: true,
    },
    reportFile: {
      invited: String(total.invited),
      present: String(cameAll.present),
      people: String(people),
      sums: [`รวม ${sums}`, `รวม ${sums}`],
    },
    meetingHistory: world.meetingHistory,
    chainIsWhole: true,
  };
};

export const expectationOf = (plot: Plot, sample: Sample): Expectation => {
  const world = new World(plot, sample.meeting).play();
  const standing = standingOf(world, plot, sample);
  const failures = Object.entries(plot.failuresOf);
  const failed = failures.reduce((sum, [, each]) => sum + each, 0);
  const appointments = failures.flatMap(([siteId, count]) =>
    Array.from({ length: count + 1 }, (_each, index) => appointmentKey(sample.siteAddress(siteId), index + 1)),
  );
  const { total, byClass, byChannel } = standing.boards['all'] as BoardView;
  const { surveyed } = standing.report;
  return {
    invited: total.invited,
    answered: total.answered,
    surveyed: surveyed.invited,
    surveyedAnswered: surveyed.answered,
    surveyedAnsweredPercent: Math.round((100 * surveyed.answered) / surveyed.invited),
    byClass: Object.fromEntries(
      Object.entries(byClass).map(([name, each]) => [name, { invited: each.invited, answered: each.answered }]),
    ),
    byChannel: byChannel as Record<Channel, number>,
    mails: new Set([...world.mails.post.bag.keys, ...appointments]),
    callList: new Set(world.look('9999').toCall),
    digests: world.digests,
    standing,
    checks: { planned: failures.length + failed, passed: failures.length, failed, rechecked: failed },
    sitesReady: failures.length,
  };
};
