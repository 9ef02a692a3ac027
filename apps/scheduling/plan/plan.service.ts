import { setImmediate as immediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  type Check,
  type CheckCalendar,
  fieldProblem,
  type PlanChecks,
  type ReturnOf,
  type Unplaced,
} from '#contracts';
import { OutboxRelay } from '#outbox';
import { type Fact } from '#persistence';
import { AppError, Clock, conflict, digestNumber, invalid } from '#platform';
import { bookableSlots, CalendarStore, earliestMove, earliestPlanned } from '../calendar/calendar.module.js';
import {
  assertAsExpected,
  assertBooked,
  bookCheck,
  CheckStore,
  countOf,
  isOverdue,
  moveCheck,
  Occupancy,
  type Place,
} from '../check/check.module.js';
import { DossierStore } from '../dossier/dossier.module.js';
import { MeetingStore, type MeetingTimes } from '../meeting/meeting.module.js';
import { ReadinessStore, readinessOf } from '../readiness/readiness.module.js';
import { InjectConfig, type SchedulingConfig } from '../settings/settings.module.js';
import { type PlannedPlaces, planPlaces, portions } from './plan.js';

type Plan = ReturnOf<typeof PlanChecks>;
/** Somebody else took a slot, or changed the check, between the look and the write. */
const lostRace = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'duplicate-key' || error.code === 'revision-conflict');
const mostRounds = 60;
const busy = () => conflict('calendar-busy');

/** Changes that take a slot. The database's unique indexes decide who gets it; whoever loses looks again. */
@Injectable()
export class PlanService {
  constructor(
    private readonly checks: CheckStore,
    private readonly readiness: ReadinessStore,
    private readonly calendars: CalendarStore,
    private readonly meetings: MeetingStore,
    private readonly dossiers: DossierStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: SchedulingConfig,
  ) {}

  /** Throws conflict 'calendar-busy' when others take slots faster than this plan can follow. */
  async plan(meetingId: string): Promise<Plan> {
    const booked: Check[] = [];
    for (let round = 1; round <= mostRounds; round += 1) {
      const { won, lost, unplaced } = await this.#planRound(meetingId);
      booked.push(...won);
      if (lost === 0)
        return {
          booked: booked.sort((a, b) =>
            a.startsAt === b.startsAt ? a.room - b.room : a.startsAt < b.startsAt ? -1 : 1,
          ),
          unplaced: [...unplaced],
        };
    }
    throw busy();
  }

  /** Books what the plan says. A place or site that somebody else booked meanwhile is lost, and is for another round. */
  async #planRound(meetingId: string): Promise<{ won: Check[]; lost: number; unplaced: PlannedPlaces['unplaced'] }> {
    const { meeting, calendar } = await this.#frameOf(meetingId);
    const now = this.clock.now();
    const slots = bookableSlots(calendar, meeting, earliestPlanned(calendar, meeting.timeZone, now));
    const [rows, checks, occupied] = await Promise.all([
      this.readiness.list(meetingId),
      this.checks.list(meetingId),
      this.checks.occupied(slots[0]?.startsAt, slots.at(-1)?.endsAt),
    ]);
    const joining = new Map(rows.filter((row) => row.attending > 0).map((row) => [row.siteId, row]));
    const checksOf = Map.groupBy(checks, (check) => check.siteId);
    const ofSite = (siteId: string): readonly Check[] => checksOf.get(siteId) ?? [];
    const siteIds = [...joining.keys()];
    const [linkChanges, busyTimes] = await Promise.all([
      this.dossiers.linkChanges(siteIds),
      this.dossiers.busyTimes(siteIds),
    ]);
    // By the checks themselves, as the kept readiness may lag behind a result of a moment ago.
    const sites = siteIds.map((siteId) => ({
      siteId,
      checks: ofSite(siteId),
      status: readinessOf(ofSite(siteId), this.config.SALA_CHECK_FRESH_DAYS, now, linkChanges.get(siteId)).status,
      busy: busyTimes.get(siteId) ?? [],
    }));
    const places: PlannedPlaces['places'][number][] = [];
    const unplaced: Unplaced[] = [];
    for (const portion of portions(sites)) {
      const planned = planPlaces(
        portion,
        slots,
        [
          ...occupied,
          ...places.map(({ siteId, place }) => ({ id: siteId, meetingId, siteId, ...place, heldUntil: place.endsAt })),
        ],
        calendar,
      );
      places.push(...planned.places);
      unplaced.push(...planned.unplaced);
      await immediate();
    }
    const outcomes = await Promise.all(
      places.map(({ siteId, place }) => {
        const siteName = joining.get(siteId)?.name ?? { th: siteId, en: siteId };
        return this.#book(
          bookCheck({ meetingId, siteId, siteName }, countOf(ofSite(siteId)), place),
          calendar.gapMinutes,
          now,
        );
      }),
    );
    this.relay.nudge(this.checks.outbox);
    const won = outcomes.filter((check) => check !== undefined);
    const resultMissing = [...joining.keys()]
      .filter((siteId) => ofSite(siteId).some((check) => isOverdue(check, now)))
      .map((siteId) => ({ siteId, reason: 'result-missing' as const }));
    return { won, lost: outcomes.length - won.length, unplaced: [...unplaced, ...resultMissing] };
  }

  /** Nothing when somebody else was first. */
  async #book(
    { check, fact }: { check: Check; fact: Fact },
    gapMinutes: number,
    now: Date,
  ): Promise<Check | undefined> {
    try {
      return (await this.checks.insert(check, gapMinutes, fact, now)) === 'inserted' ? check : undefined;
    } catch (error) {
      if (lostRace(error)) return undefined;
      throw error;
    }
  }

  /** Throws invalid 'not-a-slot', conflict 'slot-taken', 'site-busy', 'check-changed', 'calendar-busy' and what `moveCheck` refuses. */
  async move(checkId: string, startsAt: string, expectedRevision?: number): Promise<Check> {
    for (let round = 1; round <= mostRounds; round += 1) {
      const check = await this.checks.get(checkId);
      assertAsExpected(check, expectedRevision);
      assertBooked(check);
      const now = this.clock.now();
      const { place, gapMinutes } = await this.#placeAt(check, new Date(startsAt).toISOString(), round, now);
      const { meetingId, siteId } = check;
      const [row, ofSite] = await Promise.all([
        this.readiness.find(meetingId, siteId),
        this.checks.list(meetingId, { siteId }),
      ]);
      const name = row?.name ?? { th: siteId, en: siteId };
      const decision = moveCheck(check, name, countOf(ofSite), place);
      if (decision === undefined) return check;
      try {
        const moved = await this.checks.save(check, decision, now, gapMinutes);
        this.relay.nudge(this.checks.outbox);
        return moved;
      } catch (error) {
        if (!lostRace(error)) throw error;
      }
    }
    throw busy();
  }

  /** The slot that begins then, with a room that is free in it; after a lost round one of the free rooms by the check's own number, so that many who move at once part. */
  async #placeAt(
    check: Check,
    startsAt: string,
    round: number,
    now: Date,
  ): Promise<{ place: Place; gapMinutes: number }> {
    const { meeting, calendar } = await this.#frameOf(check.meetingId);
    const slot = bookableSlots(calendar, meeting, earliestMove(now)).find((each) => each.startsAt === startsAt);
    if (slot === undefined) {
      throw invalid('not-a-slot', { details: { fields: [fieldProblem('startsAt', 'no-slot')] } });
    }
    const occupancy = new Occupancy(
      (await this.checks.occupied(slot.startsAt, slot.endsAt)).filter((each) => each.id !== check.id),
    );
    if (check.startsAt === startsAt) return { place: { ...slot, room: check.room }, gapMinutes: calendar.gapMinutes };
    if (occupancy.sitesIn(slot).has(check.siteId)) throw conflict('site-busy');
    const rooms = occupancy.freeRooms(slot, calendar);
    const room = rooms[round === 1 ? 0 : digestNumber(`${check.id} ${round}`, rooms.length)];
    if (room === undefined) throw conflict('slot-taken');
    return { place: { ...slot, room }, gapMinutes: calendar.gapMinutes };
  }

  /** What a meeting's checks are planned in. */
  async #frameOf(meetingId: string): Promise<{ meeting: MeetingTimes; calendar: CheckCalendar }> {
    const meeting = await this.meetings.getOpen(meetingId);
    return { meeting, calendar: await this.calendars.get(meetingId) };
  }
}
