import { Injectable } from '@nestjs/common';
import { type Check, type PlanChecks, type ReplyOf } from '#contracts';
import { OutboxRelay } from '#messaging';
import { AppError, Clock, conflict, invalid } from '#platform';
import { bookableSlots } from '../calendar/calendar.js';
import { CalendarStore } from '../calendar/calendar.store.js';
import { MeetingStore } from '../meeting/meeting.store.js';
import { ReadinessStore } from '../readiness/readiness.store.js';
import { bookCheck, countOf, moveCheck } from './check.js';
import { CheckStore } from './check.store.js';
import { freeRooms, type PlannedPlaces, planPlaces } from './planning.js';

type Plan = ReplyOf<typeof PlanChecks>;
const holdsRoom = (check: Check): boolean => check.state !== 'cancelled';
/** Somebody else took a slot, or changed the check, between the look and the write. */
const lostRace = (error: unknown): boolean => error instanceof AppError && (error.code === 'duplicate-key' || error.code === 'revision-conflict');
const mostRounds = 5;

/** Changes that take a slot. The database's unique indexes decide who gets it; whoever loses looks again. */
@Injectable()
export class PlanningService {
  constructor(
    private readonly checks: CheckStore,
    private readonly readiness: ReadinessStore,
    private readonly where: CalendarsAndMeetings,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async plan(meetingId: string): Promise<Plan> {
    const booked: Check[] = [];
    for (let round = 1; ; round += 1) {
      const outcome = await this.#planRound(meetingId, booked);
      if (outcome !== 'lost-race') return { booked, unplaced: [...outcome] };
      if (round === mostRounds) throw conflict('calendar-busy', 'Others are booking checks at the same time: plan again in a moment.');
    }
  }

  async #planRound(meetingId: string, booked: Check[]): Promise<'lost-race' | PlannedPlaces['unplaced']> {
    const { meeting, calendar } = await this.where.of(meetingId);
    const now = this.clock.now();
    const [rows, checks] = await Promise.all([this.readiness.list(meetingId), this.checks.list(meetingId)]);
    const joining = rows.filter((row) => row.attending > 0);
    const ofSite = (siteId: string) => checks.filter((check) => check.siteId === siteId);
    const { places, unplaced } = planPlaces(
      joining.map((row) => ({ siteId: row.siteId, checks: ofSite(row.siteId), stale: row.status === 'stale' })),
      bookableSlots(calendar, meeting, now),
      checks.filter(holdsRoom),
      calendar,
    );
    const nameOf = new Map(joining.map((row) => [row.siteId, row.name]));
    for (const { siteId, place } of places) {
      const siteName = nameOf.get(siteId) ?? { th: siteId, en: siteId };
      const { check, fact } = bookCheck({ meetingId, siteId, siteName }, countOf(ofSite(siteId)), place);
      try {
        if ((await this.checks.insert(check, fact, now)) === 'exists') return 'lost-race';
      } catch (error) {
        if (lostRace(error)) return 'lost-race';
        throw error;
      } finally {
        this.relay.nudge();
      }
      booked.push(check);
    }
    return unplaced;
  }

  /** Throws invalid 'not-a-slot', conflict 'slot-taken' and what `moveCheck` refuses. */
  async move(checkId: string, startsAt: string): Promise<Check> {
    for (let round = 1; ; round += 1) {
      const check = await this.checks.get(checkId);
      const { meeting, calendar } = await this.where.of(check.meetingId);
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
        this.relay.nudge();
        return moved;
      } catch (error) {
        if (!lostRace(error) || round === mostRounds) throw error;
      }
    }
  }
}

/** The frame that a meeting's checks are planned in. */
@Injectable()
export class CalendarsAndMeetings {
  constructor(
    private readonly calendars: CalendarStore,
    private readonly meetings: MeetingStore,
  ) {}

  async of(meetingId: string) {
    const meeting = await this.meetings.getOpen(meetingId);
    return { meeting, calendar: await this.calendars.get(meetingId) };
  }
}
