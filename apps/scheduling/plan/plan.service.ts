import { setImmediate as immediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Check, type CheckConfirmation, type PlanChecks, type ReturnOf, type Unplaced } from '#contracts';
import { OutboxRelay } from '#outbox';
import { type Fact } from '#persistence';
import { AppError, conflict, notFound } from '#platform';
import {
  assertAsExpected,
  assertBooked,
  bookCheck,
  CheckStore,
  countOf,
  isOverdue,
  moveCheck,
  type Place,
} from '../check/check.module.js';
import { DossierStore } from '../dossier/dossier.module.js';
import { bestPlaces, nearestPlaces, newPlaceAt, placeAt, slotsForSites } from './one-place.js';
import { type PlannedPlaces, planPlaces, portions } from './plan.js';
import { StandingService } from './standing.service.js';

type Plan = ReturnOf<typeof PlanChecks>;
/** Somebody else took a slot, or changed the check, between the look and the write. */
const lostRace = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'duplicate-key' || error.code === 'revision-conflict');
const mostRounds = 60;
const busy = () => conflict('calendar-busy');
/** The site chose the time itself, and confirms it by that. */
export type BySite = { readonly confirmed: CheckConfirmation };

/** Changes that take a slot. The database's unique indexes decide who gets it; whoever loses looks again. */
@Injectable()
export class PlanService {
  constructor(
    private readonly checks: CheckStore,
    private readonly standings: StandingService,
    private readonly dossiers: DossierStore,
    private readonly relay: OutboxRelay,
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
    const standing = await this.standings.of(meetingId);
    const { calendar, now, sites } = standing;
    const slots = standing.slots.filter(({ startsAt }) => startsAt >= standing.earliest);
    const siteOf = new Map(sites.map((site) => [site.siteId, site]));
    const places: PlannedPlaces['places'][number][] = [];
    const unplaced: Unplaced[] = [];
    for (const portion of portions(sites)) {
      const before = places.map(({ siteId, place }) => ({
        id: siteId,
        meetingId,
        siteId,
        ...place,
        heldUntil: place.endsAt,
      }));
      const planned = planPlaces(portion, slots, { ...standing, occupied: [...standing.occupied, ...before] });
      places.push(...planned.places);
      unplaced.push(...planned.unplaced);
      await immediate();
    }
    const reachedBy = await this.dossiers.reachedBy(places.map(({ siteId }) => siteId));
    const outcomes = await Promise.all(
      places.map(({ siteId, place }) => {
        const site = siteOf.get(siteId);
        const siteName = site?.siteName ?? { th: siteId, en: siteId };
        const toBook = { meetingId, siteId, siteName, reachedBy: reachedBy.get(siteId) };
        const booking = bookCheck(toBook, countOf(site?.checks ?? []), place);
        return this.#book(booking, calendar.gapMinutes, now);
      }),
    );
    this.relay.nudge(this.checks.outbox);
    const won = outcomes.filter((check) => check !== undefined);
    const resultMissing = sites
      .filter(({ checks }) => checks.some((check) => isOverdue(check, now)))
      .map(({ siteId }) => ({ siteId, reason: 'result-missing' as const }));
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

  /**
   * Moves a check to a time that was agreed with its site, so that no plan moves it again. Throws invalid 'not-a-slot',
   * conflict 'slot-taken', 'site-busy', 'technicians-busy', 'check-changed', 'calendar-busy' and what `moveCheck` refuses.
   */
  async move(checkId: string, startsAt: string, expectedRevision?: number, bySite?: BySite): Promise<Check> {
    for (let round = 1; round <= mostRounds; round += 1) {
      const check = await this.checks.getToChange(checkId);
      assertAsExpected(check, expectedRevision);
      assertBooked(check);
      const standing = await this.#standing(check.meetingId, bySite);
      const place = placeAt(check, new Date(startsAt).toISOString(), round, standing);
      const { siteId } = check;
      const ofSite = await this.checks.list(check.meetingId, { siteId });
      const name = standing.sites.find((site) => site.siteId === siteId)?.siteName ?? { th: siteId, en: siteId };
      const reachedBy = await this.dossiers.reachedBy([siteId]);
      const decision = moveCheck(check, name, countOf(ofSite), place, {
        agreed: true,
        reachedBy: reachedBy.get(siteId),
        confirmed: bySite?.confirmed,
      });
      if (decision === undefined) return check;
      try {
        const moved = await this.checks.save(check, decision, standing.now, standing.calendar.gapMinutes);
        this.relay.nudge(this.checks.outbox);
        return moved;
      } catch (error) {
        if (!lostRace(error)) throw error;
      }
    }
    throw busy();
  }

  /**
   * Books a check at a time that was agreed with its site. Throws not-found 'site-not-enrolled', invalid 'not-a-slot', conflict
   * 'site-has-check', 'slot-taken', 'site-busy', 'technicians-busy', 'calendar-busy'.
   */
  async book(meetingId: string, siteId: string, startsAt: string, bySite?: BySite): Promise<Check> {
    for (let round = 1; round <= mostRounds; round += 1) {
      const standing = await this.#standing(meetingId, bySite);
      const site = standing.sites.find((each) => each.siteId === siteId);
      if (site === undefined) throw notFound('site-not-enrolled', { values: { id: siteId } });
      const booked = site.checks.find(({ state }) => state === 'booked');
      if (booked?.startsAt === startsAt) return booked;
      if (booked !== undefined) throw conflict('site-has-check', { why: booked.id });
      const place = newPlaceAt({ id: siteId, siteId }, startsAt, round, standing);
      const reachedBy = (await this.dossiers.reachedBy([siteId])).get(siteId);
      const toBook = { meetingId, siteId, siteName: site.siteName, reachedBy, agreed: true, ...bySite };
      const booking = bookCheck(toBook, countOf(site.checks), place);
      const check = await this.#book(booking, standing.calendar.gapMinutes, standing.now);
      if (check === undefined) continue;
      this.relay.nudge(this.checks.outbox);
      return check;
    }
    throw busy();
  }

  /** The earliest places that are free for the site, the first ones of different half days before others of the same. */
  async freePlaces(meetingId: string, siteId: string, limit: number): Promise<Place[]> {
    const standing = await this.standings.of(meetingId);
    const site = standing.sites.find((each) => each.siteId === siteId) ?? {
      siteId,
      checks: [],
      status: 'unknown' as const,
    };
    return bestPlaces(site, standing, limit);
  }

  /** The free places that a site may take by itself, the nearest to its appointment; in order of time. */
  async placesForSite(meetingId: string, siteId: string, limit: number): Promise<Place[]> {
    const standing = await this.standings.of(meetingId);
    const site = standing.sites.find((each) => each.siteId === siteId);
    if (site === undefined) return [];
    const booked = site.checks.find(({ state }) => state === 'booked');
    return nearestPlaces(site, standing, limit, booked?.startsAt ?? standing.earliest);
  }

  async #standing(meetingId: string, bySite: BySite | undefined) {
    const standing = await this.standings.of(meetingId);
    return bySite === undefined ? standing : { ...standing, slots: slotsForSites(standing) };
  }
}
