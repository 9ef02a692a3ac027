import { type Attendance, type Hall } from '#contracts';
import { peopleOf } from './attendance.js';

/** Of an invitation what a hall counts; the province is the hall's. */
export type Seat = {
  readonly siteId: string;
  readonly siteName: Hall['siteName'];
  readonly provinceCode: string;
  readonly comes: boolean;
};
/** What people said of a hall itself. */
export type HallRecord = Pick<Hall, 'presiding' | 'doneAt'> & { readonly siteId: string };

type Counted = { -readonly [Name in keyof Hall]: Hall[Name] };
export type Place = Omit<Seat, 'comes'>;
const emptyHall = ({ siteId, siteName, provinceCode }: Place): Counted => ({
  siteId,
  siteName,
  provinceCode,
  invited: 0,
  expected: 0,
  byState: { present: 0, represented: 0, absent: 0, excused: 0 },
  walkIns: 0,
  people: 0,
});

const seatsOf = (seats: Hall['seats']) => seats && { seats };

/** A line of an office stands in the hall where the office joins now, wherever it was entered. */
export const standingWhereTheyJoin = <Entered extends Pick<Attendance, 'siteId' | 'invitationId'>>(
  lines: readonly Entered[],
  siteOf: ReadonlyMap<string, string>,
): Entered[] => lines.map((line) => ({ ...line, siteId: siteOf.get(line.invitationId ?? '') ?? line.siteId }));

type Line = Pick<Attendance, 'siteId' | 'state' | 'people' | 'walkIn'>;
/** Sites to which somebody came and at which nobody is invited any more: their offices have moved, or are invited no more. */
export const leftBy = (seats: readonly Pick<Seat, 'siteId'>[], lines: readonly Line[]): string[] => {
  const invite = new Set(seats.map(({ siteId }) => siteId));
  return [...new Set(lines.flatMap((line) => (peopleOf(line) > 0 && !invite.has(line.siteId) ? [line.siteId] : [])))];
};

/** Each site with whom it expects and who came; a walk-in that was entered by mistake counts nowhere. `places`: those that invite nobody any more. */
export const countHalls = (
  seats: readonly Seat[],
  lines: readonly Line[],
  records: readonly HallRecord[],
  counted: ReadonlyMap<string, Hall['seats']> = new Map(),
  places: readonly Place[] = [],
): readonly Hall[] => {
  const halls = new Map<string, Counted>(places.map((place) => [place.siteId, emptyHall(place)]));
  for (const seat of seats) {
    const hall = halls.get(seat.siteId) ?? { ...emptyHall(seat), ...seatsOf(counted.get(seat.siteId)) };
    hall.invited += 1;
    if (seat.comes) hall.expected += 1;
    halls.set(seat.siteId, hall);
  }
  for (const line of lines) {
    const hall = halls.get(line.siteId);
    if (hall === undefined) continue;
    hall.people += peopleOf(line);
    if (line.walkIn === undefined) hall.byState[line.state] += 1;
    else if (line.state !== 'absent') hall.walkIns += 1;
  }
  for (const { siteId, presiding, doneAt } of records) {
    const hall = halls.get(siteId);
    if (hall !== undefined) Object.assign(hall, presiding && { presiding }, doneAt !== undefined && { doneAt });
  }
  return [...halls.values()].sort(
    (one, other) =>
      Number(one.provinceCode > other.provinceCode) - Number(one.provinceCode < other.provinceCode)
      || (one.siteId < other.siteId ? -1 : 1),
  );
};

type Office = Pick<Seat, 'siteId' | 'comes'> & { readonly id: string };
/**
 * The invitations of those that came, in order of id: whom the register of a hall has as there, and of a hall that keeps none
 * those that said they come. Of a register that is kept, whoever is not in it was not there.
 */
export const cameTo = (
  offices: readonly Office[],
  lines: readonly Pick<Attendance, 'siteId' | 'invitationId' | 'state'>[],
  records: readonly HallRecord[],
): string[] => {
  const states = new Map(lines.map(({ invitationId, state }) => [invitationId, state]));
  const kept = new Set([
    ...lines.map(({ siteId }) => siteId),
    ...records.filter(({ doneAt }) => doneAt !== undefined).map(({ siteId }) => siteId),
  ]);
  return offices
    .filter(({ id, siteId, comes }) => {
      const state = states.get(id);
      return state === undefined ? comes && !kept.has(siteId) : state === 'present' || state === 'represented';
    })
    .map(({ id }) => id)
    .sort();
};
