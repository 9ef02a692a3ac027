import {
  type AttendanceState,
  type Came,
  type CheckedSite,
  type Meeting,
  type Report,
  type SiteReadiness,
} from '#contracts';

const none: Came = { present: 0, represented: 0, absent: 0, excused: 0, unknown: 0 };
type Seat = { readonly id: string; readonly class: string; readonly provinceCode: string };
type Counted = Report['came'];
type Counting = { -readonly [State in keyof Came]: number };

const of = (tallies: Map<string, Counting>, name: string): Counting => {
  const tally = tallies.get(name) ?? { ...none };
  tallies.set(name, tally);
  return tally;
};
const sorted = (tallies: ReadonlyMap<string, Came>): Record<string, Came> =>
  Object.fromEntries([...tallies].sort(([one], [other]) => (one < other ? -1 : 1)));

/** How the invited came, by class and province; of whom no register speaks nothing is assumed. */
export const countCame = (seats: readonly Seat[], states: ReadonlyMap<string, AttendanceState>): Counted => {
  const total: Counting = { ...none };
  const byClass = new Map<string, Counting>();
  const byProvince = new Map<string, Counting>();
  for (const { id, class: officeClass, provinceCode } of seats)
    for (const tally of [total, of(byClass, officeClass), of(byProvince, provinceCode)])
      tally[states.get(id) ?? 'unknown'] += 1;
  return { total, byClass: sorted(byClass), byProvince: sorted(byProvince) };
};

/** Answers of the classes that the meeting's survey asked. */
export const surveyedOf = (
  { classes }: Pick<Meeting, 'classes'>,
  { byClass }: Pick<Report['replies'], 'byClass'>,
): Report['surveyed'] =>
  classes
    .filter(({ surveyed }) => surveyed)
    .reduce(
      (sum, each) => ({
        invited: sum.invited + (byClass[each.class]?.invited ?? 0),
        answered: sum.answered + (byClass[each.class]?.answered ?? 0),
      }),
      { invited: 0, answered: 0 },
    );

/** The opinions of the offices that are invited. */
export const opinionsOf = (
  seats: readonly Pick<Seat, 'id'>[],
  standing: ReadonlyMap<string, number>,
): Report['opinions'] => {
  const counts = seats.map(({ id }) => standing.get(id) ?? 0).filter((count) => count > 0);
  return { given: counts.reduce((sum, count) => sum + count, 0), offices: counts.length };
};

/** Of all sites those that somebody joins from, and what the report says of each. */
export const checkedOf = (sites: readonly SiteReadiness[]): CheckedSite[] =>
  sites
    .filter(({ attending }) => attending > 0)
    .map(({ siteId, name, provinceCode, status, lastResult }) => ({
      siteId,
      name,
      provinceCode,
      status,
      ...(lastResult && { checkedAt: lastResult.recordedAt }),
      faults: lastResult?.faults ?? [],
    }));
