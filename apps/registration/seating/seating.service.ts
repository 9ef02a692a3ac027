import { Injectable } from '@nestjs/common';
import { type AskedBy, countsSeats, type Hall, type Seat, seatsOf } from '#contracts';
import { askedBy } from '#messaging';
import { OutboxRelay } from '#outbox';
import { retryOnConflict } from '#persistence';
import { type Asked, Clock, correlationId, Together } from '#platform';
import { InvitationStore } from '../invitation/invitation.module.js';
import { type MeetingRecord, MeetingStore } from '../meeting/meeting.module.js';
import {
  beginHall,
  claimOf,
  claimSeats,
  factsOfSeats,
  fill,
  noSeats,
  seatedIn,
  seatOf,
  type Seats,
  waitingIn,
} from './seating.js';
import { SeatingStore, type ToldFact } from './seating.store.js';

/** How often another replica may come between. */
const tries = 30;
const mostAtOnce = 200;

/** An invitation whose answer is followed; without one only the number of seats is. */
type Followed = { readonly invitationId?: string; readonly correlationId: string; readonly by: AskedBy };
type Place = { readonly meetingId: string; readonly siteId: string };

/**
 * What halls hold for the offices follows what the offices have said, and how many seats there are. It is looked at what
 * they say now, after the hall was read: what is written on a hall that nobody has changed since can't be older than it.
 * So it is no matter how often something is followed, or in which order.
 */
@Injectable()
export class SeatingService {
  readonly #halls = new Together<Followed, Seat | undefined>(
    (key, asked) => retryOnConflict(() => this.#follow(JSON.parse(key) as Place, asked), tries),
    mostAtOnce,
  );

  constructor(
    private readonly seatings: SeatingStore,
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /** What the hall holds for the office once it is followed; nothing where the meeting counts no seats. */
  async followInvitation({ meetingId, siteId }: Place, invitationId: string): Promise<Seat | undefined> {
    const meeting = await this.meetings.find(meetingId);
    if (meeting === undefined || !countsSeats(meeting.form)) return undefined;
    return this.#ask({ meetingId, siteId }, invitationId);
  }

  /**
   * An office that joins at another hall: the one before lets go of its seats, this one holds for it what there is, and its
   * invitation repeats that, also where nothing of it is new to this hall.
   */
  async followMove(
    { meetingId, from, to }: { readonly meetingId: string; readonly from: string; readonly to: string },
    invitationId: string,
  ): Promise<Seat | undefined> {
    if (from !== to) await this.followInvitation({ meetingId, siteId: from }, invitationId);
    const seat = await this.followInvitation({ meetingId, siteId: to }, invitationId);
    if (seat === undefined) return undefined;
    const hall = await this.seatings.find(meetingId, to);
    const state = hall && seatOf(hall, invitationId)?.state;
    if (hall !== undefined && state !== undefined)
      await this.invitations.repeatSeat(invitationId, { siteId: to, revision: hall.revision, state });
    return seat;
  }

  /** All halls of a meeting, by how many seats they have now. */
  async followMeeting(meetingId: string): Promise<void> {
    const [meeting, known] = await Promise.all([this.meetings.find(meetingId), this.seatings.list(meetingId)]);
    const counted = countsSeats(meeting?.form) ? await this.invitations.sitesOf(meetingId) : [];
    for (const siteId of new Set([...counted, ...known.map((each) => each.siteId)]))
      await this.#ask({ meetingId, siteId });
  }

  /** What the hall holds for the office as it was followed last. */
  async seatOf({ meetingId, siteId }: Place, invitationId: string): Promise<Seat | undefined> {
    const hall = await this.seatings.find(meetingId, siteId);
    return hall && seatOf(hall, invitationId);
  }

  /** The same, and nothing where the meeting counts no seats any more. */
  async countedSeatOf(place: Place, invitationId: string): Promise<Seat | undefined> {
    const meeting = await this.meetings.find(place.meetingId);
    return countsSeats(meeting?.form) ? this.seatOf(place, invitationId) : undefined;
  }

  /** How many persons each hall seats and has seated, and how many wait; nothing of any where the meeting counts no seats. */
  async seatsOf({ id, form }: Pick<MeetingRecord, 'id' | 'form'>): Promise<(siteId: string) => Hall['seats']> {
    if (!countsSeats(form)) return () => undefined;
    const halls = new Map((await this.seatings.list(id)).map((each) => [each.siteId, each]));
    return (siteId) => {
      const [of, hall] = [seatsOf(form, siteId), halls.get(siteId) ?? noSeats];
      return { ...(of !== undefined && { of }), seated: seatedIn(hall), waiting: waitingIn(hall) };
    };
  }

  #ask({ meetingId, siteId }: Place, invitationId?: string): Promise<Seat | undefined> {
    return this.#halls.ask(JSON.stringify({ meetingId, siteId }), {
      ...(invitationId !== undefined && { invitationId }),
      correlationId: correlationId(),
      by: askedBy(),
    });
  }

  async #follow({ meetingId, siteId }: Place, asked: readonly Asked<Followed, Seat | undefined>[]): Promise<void> {
    const before = await this.seatings.find(meetingId, siteId);
    const meeting = await this.meetings.get(meetingId);
    const limit = seatsOf(meeting.form, siteId);
    const since = meeting.seatsSince?.revision;
    const now = this.clock.now();
    const facts: ToldFact[] = [];
    let hall: Seats = before ?? noSeats;
    const become = (next: Seats, { correlationId: correlated, by }: Omit<Followed, 'invitationId'>) => {
      const told = factsOfSeats({ meetingId, siteId }, hall, next);
      facts.push(...told.map((each) => ({ ...each, by, correlationId: correlated })));
      hall = next;
    };
    const [first] = asked;
    // Begun anew where seats were counted, then not, and are counted again: what was said meanwhile was followed by nobody.
    const isBegun = before !== undefined && before.since === since;
    if (first !== undefined)
      become(
        isBegun || !countsSeats(meeting.form)
          ? fill(hall, limit)
          : beginHall(await this.invitations.ofSite(meetingId, siteId), siteId, limit, meeting.seatsSince?.at),
        first.item,
      );
    const named = asked.flatMap(({ item }) => item.invitationId ?? []);
    const records = new Map((await this.invitations.findMany([...new Set(named)])).map((each) => [each.id, each]));
    for (const { item } of asked) {
      const record = records.get(item.invitationId ?? '');
      if (record !== undefined) become(claimSeats(hall, limit, claimOf(record, siteId), now.toISOString()), item);
    }
    if (facts.length > 0 || (before !== undefined && !isBegun)) {
      await this.seatings.save(
        before,
        { meetingId, siteId, ...hall, ...(since !== undefined && { since }) },
        facts,
        now,
      );
      this.relay.nudge(this.seatings.outbox);
    }
    for (const { item, resolve } of asked)
      resolve(item.invitationId === undefined ? undefined : seatOf(hall, item.invitationId));
  }
}
