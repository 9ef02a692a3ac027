import { Injectable } from '@nestjs/common';
import { type Check, type PlanChecks, type ReplyOf } from '#contracts';
import { OutboxRelay } from '#messaging';
import { type Fact } from '#persistence';
import { AppError, Clock, conflict, invalid } from '#platform';
import { bookableSlots } from '../calendar/calendar.js';
import { standingOf } from '../readiness/readiness.js';
import { ReadinessStore } from '../readiness/readiness.store.js';
import { assertAsExpected } from './booking.service.js';
import { bookCheck, countOf, moveCheck } from './check.js';
import { CheckStore } from './check.store.js';
import { PlanningFrame } from './planning-frame.js';
import { freeRooms, type PlannedPlaces, planPlaces } from './planning.js';

type Plan = ReplyOf<typeof PlanChecks>;
const holdsRoom = (check: Check): boolean => check.state !== 'cancelled';
/** Somebody else took a slot, or changed the check, between the look and the write. */
const lostRace = (error: unknown): boolean => error instanceof AppError && (error.code === 'duplicate-key' || error.code === 'revision-conflict');
const mostRounds = 10;

/** Changes that take a slot. The database's unique indexes decide who gets it; whoever loses looks again. */
@Injectable()
export class PlanningService {
  constructor(
    private readonly checks: CheckStore,
    private readonly readiness: ReadinessStore,
    private readonly frame: PlanningFrame,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /** Throws conflict 'calendar-busy' when others take slots faster than this plan can follow. */
  async plan(meetingId: string): Promise<Plan> {
    const booked: Check[] = [];
    for (let round = 1; round <= mostRounds; round += 1) {
      const { won, lost, unplaced } = await this.#planRound(meetingId);
      booked.push(...won);
      if (lost === 0) return { booked: booked.sort((a, b) => (a.startsAt === b.startsAt ? a.room - b.room : a.startsAt < b.startsAt ? -1 : 1)), unplaced: [...unplaced] };
    }
    throw conflict('calendar-busy', 'Others are booking checks at the same time: plan again in a moment.');
  }

  /** Books what the plan says. A place or site that somebody else booked meanwhile is lost, and is for another round. */
  async #planRound(meetingId: string): Promise<{ won: Check[]; lost: number; unplaced: PlannedPlaces['unplaced'] }> {
    const { meeting, calendar, freshDays } = await this.frame.of(meetingId);
    const now = this.clock.now();
    const [rows, checks] = await Promise.all([this.readiness.list(meetingId), this.checks.list(meetingId)]);
    const joining = new Map(rows.filter((row) => row.attending > 0).map((row) => [row.siteId, row]));
    const checksOf = Map.groupBy(checks, (check) => check.siteId);
    const ofSite = (siteId: string): readonly Check[] => checksOf.get(siteId) ?? [];
    const { places, unplaced } = planPlaces(
      // By the checks themselves, as the kept readiness may lag behind a result of a moment ago.
      [...joining.keys()].map((siteId) => ({ siteId, checks: ofSite(siteId), status: standingOf(ofSite(siteId), freshDays, now).status })),
      bookableSlots(calendar, meeting, now),
      checks.filter(holdsRoom),
      calendar,
    );
    const outcomes = await Promise.all(
      places.map(({ siteId, place }) => {
        const siteName = joining.get(siteId)?.name ?? { th: siteId, en: siteId };
        return this.#book(bookCheck({ meetingId, siteId, siteName }, countOf(ofSite(siteId)), place), now);
      }),
    );
    this.relay.nudge(this.checks.outbox);
    const won = outcomes.filter((check) => check !== undefined);
    return { won, lost: outcomes.length - won.length, unplaced };
  }

  /** Nothing when somebody else was first. */
  async #book({ check, fact }: { check: Check; fact: Fact }, now: Date): Promise<Check | undefined> {
    try {
      return (await this.checks.insert(check, fact, now)) === 'inserted' ? check : undefined;
    } catch (error) {
      if (lostRace(error)) return undefined;
      throw error;
    }
  }

  /** Throws invalid 'not-a-slot', conflict 'slot-taken' and what `moveCheck` refuses. */
  async move(checkId: string, startsAt: string, expectedRevision?: number): Promise<Check> {
    for (let round = 1; ; round += 1) {
      const check = await this.checks.get(checkId);
      assertAsExpected(check, expectedRevision);
      const { meeting, calendar } = await this.frame.of(check.meetingId);
      const now = this.clock.now();
      const wanted = new Date(startsAt).toISOString();
      const slot = bookableSlots(calendar, meeting, now).find((each) => each.startsAt === wanted);
      if (slot === undefined) {
        throw invalid('not-a-slot', `No slot that can still be booked begins at ${wanted}: choose one of the check calendar’s.`, {
          details: { fields: [{ field: 'startsAt', problem: 'is no slot that can still be booked', remedy: 'choose a start of the check calendar' }] },
        });
      }
      const checks = await this.checks.list(check.meetingId);
      const room = freeRooms(slot, checks.filter((each) => holdsRoom(each) && each.id !== check.id), calendar)[0];
      if (room === undefined) throw conflict('slot-taken', `All rooms are taken at ${wanted}: choose another slot.`);
      const [row] = (await this.readiness.list(check.meetingId)).filter((each) => each.siteId === check.siteId);
      const decision = moveCheck(check, row?.name ?? { th: check.siteId, en: check.siteId }, countOf(checks.filter((each) => each.siteId === check.siteId)), { ...slot, room });
      if (decision === undefined) return check;
      try {
        const moved = await this.checks.save(check, decision, now);
        this.relay.nudge(this.checks.outbox);
        return moved;
      } catch (error) {
        if (!lostRace(error) || round === mostRounds) throw error;
      }
    }
  }
}
