import { type Answer, type Channel, type ResponseBoard, type Tally } from '#contracts';
import { countedAs, countingResponse, type InvitationRecord } from '../invitation/invitation.module.js';

/** What one invitation adds to the board: nothing once it is withdrawn. */
export type Counted = {
  readonly class: string;
  readonly provinceCode: string;
  readonly reply?: { readonly answer: Answer; readonly channel: Channel; readonly late: boolean };
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
      ...(response && { reply: countedAs(response) }),
    },
  };
};

export type Counts = Omit<ResponseBoard, 'meetingId'>;
const noTally: Tally = { invited: 0, answered: 0, attend: 0, representative: 0, decline: 0, late: 0 };
export const emptyCounts = (): Counts => ({
  total: { ...noTally },
  byClass: {},
  byProvince: {},
  byChannel: { web: 0, fax: 0, phone: 0, letter: 0, 'e-mail': 0 },
});

/** Changes of counters by their path in the board, such as `byClass.revenue.attend`; what comes to nothing is left out. */
export type Increments = Readonly<Record<string, number>>;

const paths = ({ class: organisationClass, provinceCode, reply }: Counted): string[] => {
  const counters =
    reply === undefined ? ['invited'] : ['invited', 'answered', reply.answer, ...(reply.late ? ['late'] : [])];
  const tallies = ['total', `byClass.${organisationClass}`, `byProvince.${provinceCode}`];
  return [
    ...tallies.flatMap((tally) => counters.map((counter) => `${tally}.${counter}`)),
    ...(reply === undefined ? [] : [`byChannel.${reply.channel}`]),
  ];
};

/** What moves when each invitation goes from what was counted for it to what it is now. */
export const incrementsOf = (
  moves: readonly { readonly from?: Counted | undefined; readonly to?: Counted | undefined }[],
): Increments => {
  const sums = new Map<string, number>();
  const add = (counted: Counted | undefined, by: number) => {
    if (counted) for (const path of paths(counted)) sums.set(path, (sums.get(path) ?? 0) + by);
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
