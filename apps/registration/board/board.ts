import { type Answer, type Channel, type ResponseBoard, type Tally } from '#contracts';
import { countedAs, countingResponse, type InvitationRecord } from '../invitation/invitation.module.js';

/** What one invitation adds to the board: nothing once it is withdrawn. */
export type Counted = {
  readonly class: string;
  readonly provinceCode: string;
  readonly reply?: {
    readonly answer: Answer;
    readonly channel: Channel;
    readonly late: boolean;
    readonly people: number;
  };
};

/** What the board counts for an invitation at a revision of it. */
export type BoardEntry = { readonly invitationId: string; readonly revision: number; readonly counted?: Counted };

export const entryOf = (record: InvitationRecord): BoardEntry => {
  const { id: invitationId, revision, organisation } = record;
  if (record.status === 'withdrawn') return { invitationId, revision };
  const response = countingResponse(record);
  return {
    invitationId,
    revision,
    counted: {
      class: organisation.class,
      provinceCode: organisation.provinceCode,
      ...(response && { reply: { ...countedAs(response), people: response.attendees.length } }),
    },
  };
};

/** What of the meeting a board is asked for. */
export type BoardFilter = {
  readonly classes?: readonly string[] | undefined;
  readonly provinceCode?: string | undefined;
  readonly channel?: Channel | undefined;
};
/** What is counted of an invitation under a filter. Of a channel, an answer that came by another is none. */
const countedUnder = (
  { classes, provinceCode, channel }: BoardFilter,
  counted: Counted | undefined,
): Counted | undefined => {
  if (counted === undefined) return undefined;
  const { reply, ...office } = counted;
  if (classes?.includes(office.class) === false) return undefined;
  if (provinceCode !== undefined && provinceCode !== office.provinceCode) return undefined;
  return channel === undefined || reply?.channel === channel ? counted : office;
};

export type Counts = Omit<ResponseBoard, 'meetingId' | 'unconfirmed' | 'asksOtherSite'>;
const noTally: Tally = { invited: 0, answered: 0, attend: 0, representative: 0, decline: 0, late: 0, people: 0 };
export const emptyCounts = (): Counts => ({
  total: { ...noTally },
  byClass: {},
  byProvince: {},
  byChannel: { web: 0, fax: 0, phone: 0, letter: 0, 'e-mail': 0 },
});

/** Changes of counters by their path in the board, such as `byClass.revenue.attend`; what comes to nothing is left out. */
export type Increments = Readonly<Record<string, number>>;

type Added = readonly [path: string, by: number];
const comes = ({ answer }: { readonly answer: Answer }): boolean => answer !== 'decline';
const added = ({ class: organisationClass, provinceCode, reply }: Counted): Added[] => {
  const counters: readonly Added[] =
    reply === undefined
      ? [['invited', 1]]
      : [
          ['invited', 1],
          ['answered', 1],
          [reply.answer, 1],
          ['late', reply.late ? 1 : 0],
          ['people', comes(reply) ? reply.people : 0],
        ];
  const tallies = ['total', `byClass.${organisationClass}`, `byProvince.${provinceCode}`];
  return [
    ...tallies.flatMap((tally) => counters.map(([counter, by]): Added => [`${tally}.${counter}`, by])),
    ...(reply === undefined ? [] : [[`byChannel.${reply.channel}`, 1] as const]),
  ];
};

/** What moves when each invitation goes from what was counted for it to what it is now. */
export const incrementsOf = (
  moves: readonly { readonly from?: Counted | undefined; readonly to?: Counted | undefined }[],
): Increments => {
  const sums = new Map<string, number>();
  const add = (counted: Counted | undefined, sign: 1 | -1) => {
    if (counted) for (const [path, by] of added(counted)) sums.set(path, (sums.get(path) ?? 0) + sign * by);
  };
  for (const { from, to } of moves) {
    add(from, -1);
    add(to, 1);
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0));
};

type Counters = { [name: string]: number | Counters };
/** A part of the counts by its own name, made when it is not there: never what every object inherits (`constructor`). */
const partOf = (node: Counters, name: string, fresh: () => Counters): Counters => {
  if (!Object.hasOwn(node, name))
    Object.defineProperty(node, name, { value: fresh(), enumerable: true, writable: true, configurable: true });
  return node[name] as Counters;
};
/** The counts with the increments added; a counter that was not there begins at zero. */
export const addIncrements = (counts: Counts, increments: Increments): Counts => {
  const result = structuredClone(counts);
  for (const [path, by] of Object.entries(increments)) {
    const names = path.split('.');
    const counter = names.pop() as string;
    const tally = names.reduce<Counters>(
      (node, name) => partOf(node, name, () => (names.length === 2 ? { ...noTally } : {})),
      result as unknown as Counters,
    );
    tally[counter] = Number(Object.hasOwn(tally, counter) ? tally[counter] : 0) + by;
  }
  return result;
};

export const countAll = (entries: Iterable<BoardEntry>): Counts =>
  addIncrements(emptyCounts(), incrementsOf([...entries].map(({ counted }) => ({ to: counted }))));

/** The board of a part of a meeting. */
export const countUnder = (filter: BoardFilter, entries: Iterable<BoardEntry>): Counts =>
  addIncrements(
    emptyCounts(),
    incrementsOf([...entries].map(({ counted }) => ({ to: countedUnder(filter, counted) }))),
  );

/** Counters that are not there and counters at zero are the same: a class whose only office was withdrawn. */
const plainTally = (tally: Partial<Tally> | undefined): Tally => ({ ...noTally, ...tally });
const plainTallies = (tallies: Record<string, Partial<Tally>>): Record<string, Tally> =>
  Object.fromEntries(
    Object.entries(tallies)
      .map(([name, tally]) => [name, plainTally(tally)] as const)
      .filter(([, tally]) => tally.invited !== 0 || tally.answered !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Counts in the form in which they are shown and compared. */
export const plainCounts = ({ total, byClass, byProvince, byChannel }: Counts): Counts => ({
  total: plainTally(total),
  byClass: plainTallies(byClass),
  byProvince: plainTallies(byProvince),
  byChannel: { ...emptyCounts().byChannel, ...byChannel },
});
