import { type Check, type CheckCalendar } from '#contracts';
import { type Slot } from '../calendar/calendar.module.js';

/**
 * What a check holds: a room of the centre, and its site, at whichever meeting. `heldUntil`: until when it holds the room, with
 * the gap of the calendar that it was booked by.
 */
export type Occupied = Pick<Check, 'id' | 'meetingId' | 'siteId' | 'room' | 'startsAt' | 'endsAt'> & {
  readonly heldUntil: string;
};

const minuteMs = 60_000;
const minutes = (fromMs: number, toMs: number): number[] => {
  const first = Math.floor(fromMs / minuteMs);
  return Array.from({ length: Math.max(0, Math.ceil(toMs / minuteMs) - first) }, (_each, index) => first + index);
};

/**
 * The minutes since 1970 that a check holds: of its room with the gap after it, of its site without. Two checks that overlap
 * share a minute, and a unique index over (room, minute) and (site, minute) lets only one of them have it.
 */
export const minutesHeld = (
  { startsAt, endsAt }: Slot,
  gapMinutes: number,
): { roomMinutes: number[]; siteMinutes: number[] } => {
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)];
  return { roomMinutes: minutes(from, to + gapMinutes * minuteMs), siteMinutes: minutes(from, to) };
};

/** The end of the last minute that a check holds of its room. */
export const heldUntil = ({
  endsAt,
  roomMinutes,
}: Pick<Slot, 'endsAt'> & { readonly roomMinutes?: readonly number[] | undefined }): string => {
  const last = roomMinutes?.at(-1);
  return last === undefined ? endsAt : new Date((last + 1) * minuteMs).toISOString();
};

/** No check is longer than this (the contract's slotMinutes and gapMinutes). */
export const longestMs = 6 * 3_600_000;

type Span = { readonly from: number; readonly to: number; readonly heldUntil: number; readonly held: Occupied };

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
  freeRooms({ startsAt, endsAt }: Slot, { rooms, gapMinutes }: Pick<CheckCalendar, 'rooms' | 'gapMinutes'>): number[] {
    const gapMs = gapMinutes * minuteMs;
    const [from, until] = [Date.parse(startsAt), Date.parse(endsAt) + gapMs];
    const taken = new Set(
      this.#before(until, from, (span) => Math.max(span.to + gapMs, span.heldUntil) > from).map(({ room }) => room),
    );
    return Array.from({ length: rooms }, (_each, index) => index + 1).filter((room) => !taken.has(room));
  }

  /** The sites that are being checked at some time of the slot. */
  sitesIn({ startsAt, endsAt }: Slot): Set<string> {
    const from = Date.parse(startsAt);
    return new Set(this.#before(Date.parse(endsAt), from, (span) => span.to > from).map(({ siteId }) => siteId));
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
