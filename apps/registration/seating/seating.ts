import { isDeepStrictEqual } from 'node:util';
import { type HeldSeat, type HistoryNote, type Seat, SeatChanged } from '#contracts';
import { fact, type Fact } from '#persistence';
import { countingResponse, type InvitationRecord } from '../invitation/invitation.module.js';

/** So many persons of one office, who have a seat or want one; nobody who comes is 0. */
export type Claim = {
  readonly invitationId: string;
  readonly organisationId: string;
  readonly provinceCode: string;
  readonly people: number;
};
/** `people` are all that the office has named, those who are seated already included. */
export type Waiting = Claim & { readonly since: string };
/** One hall at one meeting. The order of `waiting` is that of arrival; an office that wants more seats than it has is in both. */
export type Seats = { readonly seated: readonly Claim[]; readonly waiting: readonly Waiting[] };
/** `since`: the meeting's revision since which it counts seats, as it was when this was begun. */
export type SeatingRecord = Seats & {
  readonly id: string;
  readonly revision: number;
  readonly meetingId: string;
  readonly siteId: string;
  readonly since?: number;
};

export const noSeats: Seats = { seated: [], waiting: [] };
const of =
  (invitationId: string) =>
  (each: Claim): boolean =>
    each.invitationId === invitationId;
const without = <Each extends Claim>(claims: readonly Each[], invitationId: string): Each[] =>
  claims.filter((each) => !of(invitationId)(each));
const withClaim = <Each extends Claim>(claims: readonly Each[], claim: Each): Each[] =>
  claims.some(of(claim.invitationId))
    ? claims.map((each) => (of(claim.invitationId)(each) ? claim : each))
    : [...claims, claim];
const peopleOf = (claims: readonly Claim[], invitationId: string): number => claims.find(of(invitationId))?.people ?? 0;

export const seatedIn = ({ seated }: Pick<Seats, 'seated'>): number =>
  seated.reduce((sum, { people }) => sum + people, 0);
/** Persons who wait for a seat. */
export const waitingIn = ({ seated, waiting }: Seats): number =>
  waiting.reduce((sum, { people, invitationId }) => sum + people - peopleOf(seated, invitationId), 0);

/**
 * Who waits is seated as far as there is room, strictly in the order of arrival: a small delegation does not pass a large
 * one that could be seated. One that is larger than the hall is passed, since it would keep everybody waiting for ever.
 */
export const fill = (hall: Seats, limit = Infinity): Seats => {
  let { seated } = hall;
  let free = limit - seatedIn(hall);
  let isHeld = false;
  const waiting: Waiting[] = [];
  for (const each of hall.waiting) {
    const needs = each.people - peopleOf(seated, each.invitationId);
    if (isHeld || each.people > limit || needs > free) {
      isHeld ||= each.people <= limit;
      waiting.push(each);
      continue;
    }
    free -= needs;
    const { since: _since, ...claim } = each;
    seated = withClaim(seated, claim);
  }
  return { seated, waiting };
};

/**
 * What becomes of what an office says. It is seated whole or waits whole, and whoever waits keeps the place in the queue,
 * also with more or fewer persons. Who has a seat keeps it: an office that names more than it has seats for waits for the
 * rest with the seats that it has; nobody loses one because a hall has fewer.
 */
export const claimSeats = (hall: Seats, limit: number | undefined, claim: Claim, now: string): Seats => {
  const { invitationId, people } = claim;
  const isSeated = hall.seated.some(of(invitationId));
  if (people === 0)
    return fill({ seated: without(hall.seated, invitationId), waiting: without(hall.waiting, invitationId) }, limit);
  if (isSeated && people <= peopleOf(hall.seated, invitationId))
    return fill({ seated: withClaim(hall.seated, claim), waiting: without(hall.waiting, invitationId) }, limit);
  const since = hall.waiting.find(of(invitationId))?.since ?? now;
  return fill({ seated: hall.seated, waiting: withClaim(hall.waiting, { ...claim, since }) }, limit);
};

/** What an invitation wants of a hall: nothing where its office is not asked there, has not answered or does not come. */
export const claimOf = (record: InvitationRecord, siteId: string): Claim => {
  const { id: invitationId, organisation, status } = record;
  const response = countingResponse(record);
  const comes = status === 'issued' && organisation.siteId === siteId && response !== undefined;
  return {
    invitationId,
    organisationId: organisation.id,
    provinceCode: organisation.provinceCode,
    people: comes ? response.attendees.length : 0,
  };
};

/**
 * A hall whose seats were not counted until now: by what its offices have said, in the order in which it was entered, or in
 * which they came from another hall. Who
 * had answered before seats were counted was told nothing of a waiting list, and has a seat.
 */
export const beginHall = (
  records: readonly InvitationRecord[],
  siteId: string,
  limit: number | undefined,
  since: string | undefined,
): Seats => {
  // Who came here from another hall arrived when it did.
  const arrivedAt = (record: InvitationRecord) =>
    Math.max(Date.parse(countingResponse(record)?.enteredAt ?? ''), Date.parse(record.movedAt ?? '1970-01-01'));
  const from = since === undefined ? -Infinity : Date.parse(since);
  return records
    .filter((record) => claimOf(record, siteId).people > 0)
    .toSorted((one, other) => arrivedAt(one) - arrivedAt(other) || (one.id < other.id ? -1 : 1))
    .reduce<Seats>((hall, record) => {
      const claim = claimOf(record, siteId);
      return arrivedAt(record) <= from
        ? { ...hall, seated: [...hall.seated, claim] }
        : claimSeats(hall, limit, claim, new Date(arrivedAt(record)).toISOString());
    }, noSeats);
};

const heldBy = ({ seated, waiting }: Seats, invitationId: string): HeldSeat | undefined => {
  const has = peopleOf(seated, invitationId);
  const wants = peopleOf(waiting, invitationId);
  if (has > 0) return { state: 'seated', people: has, ...(wants > 0 && { wants }) };
  return wants > 0 ? { state: 'waiting', people: wants } : undefined;
};
/** What the hall holds for an office; its place is counted from 1. */
export const seatOf = (hall: Seats, invitationId: string): Seat | undefined => {
  const held = heldBy(hall, invitationId);
  const index = hall.waiting.findIndex(of(invitationId));
  return held && { ...held, ...(index >= 0 && { place: index + 1 }) };
};

const noteOfSeat = (
  meetingId: string,
  siteId: string,
  { invitationId, organisationId, provinceCode }: Claim,
  seat: HeldSeat | undefined,
  previous: HeldSeat | undefined,
): HistoryNote => {
  const [before, after] = [new Map(Object.entries(previous ?? {})), new Map(Object.entries(seat ?? {}))];
  return {
    meetingId,
    what: 'seat-changed',
    invitationId,
    organisationId,
    provinceCode,
    changes: [
      ...(previous && seat ? [] : [{ field: 'siteId', ...(previous ? { before: siteId } : { after: siteId }) }]),
      ...['state', 'people', 'wants']
        .filter((field) => before.get(field) !== after.get(field))
        .map((field) => ({
          field: field === 'state' ? 'seat' : field,
          ...(before.has(field) && { before: before.get(field) }),
          ...(after.has(field) && { after: after.get(field) }),
        })),
    ],
  };
};

/** A fact for each office whose seat has changed, with its note for the history. */
export const factsOfSeats = (
  { meetingId, siteId }: Pick<SeatingRecord, 'meetingId' | 'siteId'>,
  before: Seats,
  after: Seats,
): Fact[] => {
  const claims = new Map(
    [...before.waiting, ...before.seated, ...after.waiting, ...after.seated].map((each) => [each.invitationId, each]),
  );
  return [...claims.values()].flatMap((claim) => {
    const { invitationId, organisationId, provinceCode } = claim;
    const [previous, seat] = [heldBy(before, invitationId), heldBy(after, invitationId)];
    if (isDeepStrictEqual(previous, seat)) return [];
    const data = { meetingId, siteId, invitationId, organisationId, provinceCode };
    return [
      {
        ...fact(SeatChanged, { ...data, ...(seat && { seat }), ...(previous && { previous }) }),
        note: noteOfSeat(meetingId, siteId, claim, seat, previous),
      },
    ];
  });
};
