import { type Check, type CheckCalendar } from '#contracts';
import { type Slot } from '../calendar/calendar.module.js';

/** What a check takes: a room of the centre, its site, and whoever of the centre tests it, at whichever meeting. */
export type Taken = Slot & Pick<Check, 'siteId' | 'room' | 'technicianId'>;
/** `heldUntil`: until when it holds the room and the technician, with the gap of the calendar that it was booked by. */
export type Occupied = Taken & Pick<Check, 'id' | 'meetingId'> & { readonly heldUntil: string };

const minuteMs = 60_000;
const minutes = (fromMs: number, toMs: number): number[] => {
  const first = Math.floor(fromMs / minuteMs);
  return Array.from({ length: Math.max(0, Math.ceil(toMs / minuteMs) - first) }, (_each, index) => first + index);
};

/**
 * The minutes since 1970 of what a check takes, each with whose it is: of its room and technician with the gap after it, of
 * its site without. Two checks that overlap share one.
 */
export const minutesTaken = ({ startsAt, endsAt, siteId, room, technicianId }: Taken, gapMinutes: number): string[] => {
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)];
  return [
    ...minutes(from, to + gapMinutes * minuteMs).flatMap((minute) => [
      `room ${room} ${minute}`,
      ...(technicianId === undefined ? [] : [`technician ${technicianId} ${minute}`]),
    ]),
    ...minutes(from, to).map((minute) => `site ${siteId} ${minute}`),
  ];
};

/**
 * A minute is held by two hands, and whoever wants it needs both: a unique index lets one have each. Whoever lets go with one
 * still keeps others off, so that places can be handed from check to check and nobody gets between.
 */
export const hands = ['left', 'right'] as const;
export type Hand = (typeof hands)[number];
export const heldBy = (taken: readonly string[], ...by: readonly Hand[]): string[] =>
  by.flatMap((hand) => taken.map((minute) => `${hand} ${minute}`));

/** The end of the last minute that a check holds of its room. */
export const heldUntil = ({ endsAt }: Pick<Slot, 'endsAt'>, gapMinutes: number): string =>
  new Date((Math.ceil(Date.parse(endsAt) / minuteMs) + gapMinutes) * minuteMs).toISOString();

/** No check is longer than this (the contract's slotMinutes and gapMinutes). */
export const longestMs = 6 * 3_600_000;

type Span = { readonly from: number; readonly to: number; readonly heldUntil: number; readonly held: Occupied };
type Gap = Pick<CheckCalendar, 'gapMinutes'>;

/** Who holds what in a stretch of time, to be asked slot by slot. */
export class Occupancy {
  readonly #spans: readonly Span[];

  constructor(occupied: readonly Occupied[]) {
    this.#spans = occupied
      .map((held) => ({
        from: Date.parse(held.startsAt),
        to: Date.parse(held.endsAt),
        heldUntil: Date.parse(held.heldUntil),
        held,
      }))
      .sort((a, b) => a.from - b.from);
  }

  /** The rooms that are free in the slot: with its calendar's gap kept before and after it, and what each check there holds, whatever its gap. */
  freeRooms(slot: Slot, { rooms, gapMinutes }: Pick<CheckCalendar, 'rooms' | 'gapMinutes'>): number[] {
    const taken = new Set(this.#around(slot, { gapMinutes }).map(({ room }) => room));
    return Array.from({ length: rooms }, (_each, index) => index + 1).filter((room) => !taken.has(room));
  }

  /** The technicians who test another site in the slot, in the same way. */
  techniciansIn(slot: Slot, gap: Gap): Set<string> {
    return new Set(this.#around(slot, gap).flatMap(({ technicianId }) => technicianId ?? []));
  }

  /** The sites that are being checked at some time of the slot. */
  sitesIn({ startsAt, endsAt }: Slot): Set<string> {
    const from = Date.parse(startsAt);
    return new Set(this.#before(Date.parse(endsAt), from, (span) => span.to > from).map(({ siteId }) => siteId));
  }

  #around({ startsAt, endsAt }: Slot, { gapMinutes }: Gap): Occupied[] {
    const gapMs = gapMinutes * minuteMs;
    const [from, until] = [Date.parse(startsAt), Date.parse(endsAt) + gapMs];
    return this.#before(until, from, (span) => Math.max(span.to + gapMs, span.heldUntil) > from);
  }

  /** What begins before `to` and, as `reaches` says, is still held at `from`; in milliseconds. */
  #before(to: number, from: number, reaches: (span: Span) => boolean): Occupied[] {
    const found: Occupied[] = [];
    for (let index = this.#firstFrom(from - longestMs); index < this.#spans.length; index += 1) {
      const span = this.#spans[index];
      if (span === undefined || span.from >= to) break;
      if (reaches(span)) found.push(span.held);
    }
    return found;
  }

  #firstFrom(at: number): number {
    let [low, high] = [0, this.#spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#spans[middle]?.from ?? Infinity) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
