import { type Bilingual, type Check, type PlanMend, type ProposedPlan, sitesNamed, type WhyUnplaced } from '#contracts';
import {
  type Explanation,
  explainPlan,
  indexProblem,
  type Mend,
  type Plan,
  planChecks,
  type PlanProblem,
  type Replan,
  replan,
  verifyPlan,
} from '#planner';
import { atOnce, type Sliced } from '#platform';
import { type Slot } from '../calendar/calendar.module.js';
import { isOverdue, type Place } from '../check/check.module.js';
import { knows } from '../technician/technician.module.js';
import { type Centre, canBeTested, minuteOf, type OpenSlot, openSlots } from './open-slots.js';
import { isBusyIn, needsCheck, recorded, type SiteToPlan } from './site-to-plan.js';
import { countsOf } from './steps.js';
import { planningStaffed, type Staffed } from './staffing.js';

export type SiteToPropose = SiteToPlan & { readonly siteName: Bilingual };
/** All that a proposal rests on, as it is at one moment. */
export type Standing = Centre & {
  readonly meetingId: string;
  readonly now: Date;
  /** Every slot in which a check may stay; those that begin from `earliest` on can be given. */
  readonly slots: readonly Slot[];
  readonly earliest: string;
  readonly sites: readonly SiteToPropose[];
};
/** The whole plan, with every step; `counts` goes by them. */
export type Proposed = ProposedPlan;
/** More changes at once than are done in the hours that a plan may take; a country has fewer sites. */
export const mostSteps = 20_000;
/** How far a long work is. */
export type WorkSoFar = { readonly done: number; readonly of: number };

/** The check of a site that is still to come; one that is over without a result is for people. */
const bookedOf = ({ checks }: SiteToPlan, now: Date): Check | undefined =>
  checks.find((check) => check.state === 'booked' && !isOverdue(check, now));

/** Whether a check can stay as it is: its site, its room and its technician can still be there. */
const holds = (
  check: Check,
  site: SiteToPlan,
  { calendar, technicians }: Centre,
  open: readonly OpenSlot[],
): boolean => {
  const at = open.find(({ slot }) => slot.startsAt === check.startsAt && slot.endsAt === check.endsAt);
  if (at === undefined || check.room > calendar.rooms || isBusyIn(site, check)) return false;
  if (at.busy.has(site.siteId)) return false;
  const technician = at.technicians.find(({ id }) => id === check.technicianId);
  return technicians.length === 0 || (technician !== undefined && knows(technician, site.systems ?? []));
};

/** The sites whose checks a plan may give or move, and those checks that are booked. */
const toPlan = (standing: Standing): { sites: SiteToPropose[]; movable: Map<string, Check> } => {
  const { now, slots, occupied } = standing;
  const movable = new Map<string, Check>();
  const sites = standing.sites.filter((site) => {
    const check = bookedOf(site, now);
    if (check === undefined) return needsCheck(site);
    // One that begins too soon to tell the site stays.
    if (check.startsAt < (slots[0]?.startsAt ?? '')) return false;
    if (check.agreed === true) {
      const others = occupied.filter(({ id }) => id !== check.id);
      const at = slots.filter(({ startsAt }) => startsAt === check.startsAt);
      if (holds(check, site, standing, openSlots(at, { ...standing, occupied: others }))) return false;
    }
    movable.set(site.siteId, check);
    return true;
  });
  return { sites, movable };
};

/**
 * The fewest changes of what is booked that give as many sites a place as any plan can, whoever needs a check again first,
 * with what proves it and why sites have none.
 */
export function* proposing(standing: Standing): Sliced<WorkSoFar, Proposed> {
  const { sites, movable } = toPlan(standing);
  // Half of it is to find what suits each site, the other to find somebody for each.
  const soFar = (done: number): WorkSoFar => ({ done, of: Math.max(1, 2 * sites.length) });
  const moving = new Set([...movable.values()].map(({ id }) => id));
  const centre: Centre = { ...standing, occupied: standing.occupied.filter(({ id }) => !moving.has(id)) };
  const open = openSlots(standing.slots, centre);
  const problem = yield* statingProblem(standing, { centre, sites, movable, open }, soFar);
  const index = indexProblem(problem);
  yield soFar(sites.length);
  const best = planChecks(index);
  yield soFar(sites.length);
  const openAt = new Map(open.map((each) => [each.slot.startsAt, each]));
  const work = planningStaffed(
    problem,
    (asked) => {
      const moves =
        movable.size === 0
          ? allNew(asked === problem ? best : planChecks(asked))
          : fewestMoves(asked, best.checks, sites, movable, { centre, open });
      const { kept, moved, added } = moves;
      const placed = [...kept, ...added, ...moved.map(({ siteId, to }) => ({ siteId, slotId: to }))];
      const slotOf = new Map(placed.map(({ siteId, slotId }) => [siteId, slotId]));
      return {
        plan: moves,
        toStaff: sites.flatMap((site) => {
          const at = openAt.get(slotOf.get(site.siteId) ?? '');
          return at === undefined ? [] : [{ site, open: at, keeps: movable.get(site.siteId) }];
        }),
      };
    },
    centre,
    open,
  );
  const { plan, toStaff, staffed } = yield* told(work, (staffedSoFar) => soFar(sites.length + staffedSoFar));
  const places = placesOf(toStaff, staffed);
  const names = new Map(standing.sites.map(({ siteId, siteName }) => [siteId, siteName]));
  const named = (siteId: string) => ({ siteId, siteName: names.get(siteId) ?? { th: siteId } });
  const steps = sites.flatMap(({ siteId }) => {
    const [check, to] = [movable.get(siteId), places.get(siteId)];
    const from = check === undefined ? undefined : placeOf(check);
    if (from === undefined && to === undefined) return [];
    if (from !== undefined && to !== undefined && isSame(from, to)) return [];
    return [
      {
        ...named(siteId),
        ...(check !== undefined && { checkId: check.id }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      },
    ];
  });
  const overdue = standing.sites.filter(({ checks }) => checks.some((check) => isOverdue(check, standing.now)));
  const free = open.reduce((sum, each) => sum + each.places, 0);
  const ends = [...places.values()].map(({ endsAt }) => endsAt).sort();
  const proven = verifyPlan(problem, best).optimal;
  yield soFar(2 * sites.length);
  return {
    counts: countsOf(steps),
    kept: movable.size - steps.filter(({ from }) => from !== undefined).length,
    steps,
    whyUnplaced: [
      ...(plan.unplaced.length === 0 ? [] : explainPlan(index, best).map((each) => whyOf(each, named))),
      ...because('no-technician', [...staffed.without].map(named)),
      ...because(
        'result-missing',
        overdue.map(({ siteId }) => named(siteId)),
      ),
    ],
    proof: {
      sites: sites.length,
      placed: places.size,
      mostPossible: best.checks,
      proven,
      ...(ends.length > 0 && { lastEndsAt: ends.at(-1) }),
      placesLeft: Math.max(0, free - places.size),
    },
    loads: centre.technicians
      .filter(({ active }) => active)
      .map(({ id, name }) => ({ technicianId: id, name, checks: staffed.loads.get(id) ?? 0 })),
  };
}
export const propose = (standing: Standing): Proposed => atOnce(proposing(standing));

/** The same work, saying how far it is in other words. */
function* told<Before, After, Result>(
  work: Sliced<Before, Result>,
  tell: (before: Before) => After,
): Sliced<After, Result> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield tell(step.value);
  }
}

/** Where nothing is booked there is nothing to move, and a plan is found much faster. */
const allNew = ({ assignments, unplaced }: Plan): Omit<Replan, 'problem'> => {
  return { kept: [], moved: [], dropped: [], added: assignments, unplaced };
};

/** Checks that can stay as they are stay, as long as that keeps nobody from a place; else whichever moves are the fewest. */
const fewestMoves = (
  problem: PlanProblem,
  most: number,
  sites: readonly SiteToPropose[],
  movable: ReadonlyMap<string, Check>,
  { centre, open }: { readonly centre: Centre; readonly open: readonly OpenSlot[] },
): Omit<Replan, 'problem'> => {
  const previous = [...movable].map(([siteId, { startsAt }]) => ({ siteId, slotId: startsAt }));
  const numberOf = new Map(open.map(({ slot }, index) => [slot.startsAt, index]));
  const staying = problem.sites.map((each, index) => {
    const [site, check] = [sites[index], movable.get(each.id)];
    const fixed = numberOf.get(check?.startsAt ?? '');
    const stays =
      site !== undefined
      && check !== undefined
      && fixed !== undefined
      && each.slots.includes(fixed)
      && each.forbidden?.includes(fixed) !== true;
    return stays && holds(check, site, centre, open) ? { ...each, fixed } : each;
  });
  const gentle = replan({ ...problem, sites: staying }, previous);
  return sites.length - gentle.unplaced.length >= most ? gentle : replan(problem, previous);
};

/** Sites that are looked at before others have a turn. */
const slice = 100;

type Given = {
  readonly centre: Centre;
  readonly sites: readonly SiteToPropose[];
  readonly movable: ReadonlyMap<string, Check>;
  readonly open: readonly OpenSlot[];
};

function* statingProblem(
  { earliest }: Standing,
  { centre, sites, movable, open }: Given,
  soFar: (done: number) => WorkSoFar,
): Sliced<WorkSoFar, PlanProblem> {
  const stated: PlanProblem['sites'][number][] = [];
  for (const site of sites) {
    const last = recorded(site.checks);
    const at = movable.get(site.siteId)?.startsAt;
    const usable = open.flatMap((each, index) =>
      (each.slot.startsAt >= earliest || each.slot.startsAt === at)
      && each.slot.startsAt > (last?.endsAt ?? '')
      && !each.busy.has(site.siteId)
      && !isBusyIn(site, each.slot)
      && canBeTested(site, each, centre)
        ? [index]
        : [],
    );
    stated.push({ id: site.siteId, slots: usable, priority: last === undefined ? 1 : 0 });
    if (stated.length % slice === 0) yield soFar(stated.length);
  }
  return {
    sites: stated,
    slots: open.map(({ slot, places }) => ({ id: slot.startsAt, time: minuteOf(slot.startsAt), capacity: places })),
  };
}

/** Whoever stays at a time keeps the room; the others get what is free. A site for which nobody is left to test it has no place. */
const placesOf = (
  toStaff: readonly { readonly site: SiteToPlan; readonly open: OpenSlot; readonly keeps?: Check | undefined }[],
  { of, without }: Staffed,
): Map<string, Place> => {
  const rooms = new Map(toStaff.map(({ open }) => [open.slot.startsAt, new Set(open.rooms)]));
  const roomOf = new Map<string, number>();
  const take = (siteId: string, startsAt: string, room: number | undefined): void => {
    if (room === undefined || rooms.get(startsAt)?.delete(room) !== true) return;
    roomOf.set(siteId, room);
  };
  const staying = toStaff.filter(
    ({ site, open, keeps }) => !without.has(site.siteId) && keeps?.startsAt === open.slot.startsAt,
  );
  for (const { site, open, keeps } of staying) take(site.siteId, open.slot.startsAt, keeps?.room);
  for (const { site, open } of toStaff) {
    if (without.has(site.siteId) || roomOf.has(site.siteId)) continue;
    take(site.siteId, open.slot.startsAt, rooms.get(open.slot.startsAt)?.values().next().value);
  }
  return new Map(
    toStaff.flatMap(({ site: { siteId }, open: { slot } }) => {
      const [room, technicianId] = [roomOf.get(siteId), of.get(siteId)];
      return room === undefined
        ? []
        : [[siteId, { ...slot, room, ...(technicianId !== undefined && { technicianId }) }] as const];
    }),
  );
};

export const placeOf = ({ startsAt, endsAt, room, technicianId }: Place): Place => ({
  startsAt,
  endsAt,
  room,
  ...(technicianId !== undefined && { technicianId }),
});
const isSame = (one: Place, other: Place): boolean =>
  one.startsAt === other.startsAt && one.room === other.room && one.technicianId === other.technicianId;

type Named = { readonly siteId: string; readonly siteName: Bilingual };
/** The first of many by name, and how many more there are. */
const firstOf = (sites: readonly Named[]): Pick<WhyUnplaced, 'sites' | 'more'> => ({
  sites: sites.slice(0, sitesNamed),
  ...(sites.length > sitesNamed && { more: sites.length - sitesNamed }),
});
const because = (code: WhyUnplaced['code'], sites: readonly Named[]): WhyUnplaced[] =>
  sites.length === 0 ? [] : [{ code, ...firstOf(sites), mends: [] }];

const instantOf = (minute: number): string => new Date(minute * 60_000).toISOString();
const mendOf = (mend: Mend, named: (siteId: string) => Named): PlanMend[] => {
  if (mend.code === 'add-place') return [{ code: 'add-place', at: instantOf(mend.time) }];
  return mend.code === 'add-availability'
    ? [{ code: 'add-availability', at: instantOf(mend.time), ...named(mend.siteId) }]
    : [];
};
const whyOf = (why: Explanation, named: (siteId: string) => Named): WhyUnplaced => {
  const mends = why.mends.flatMap((mend) => mendOf(mend, named));
  return why.code === 'no-slots'
    ? { code: 'no-slots', ...firstOf(why.unplaced.map(named)), mends }
    : {
        code: 'too-few-places',
        ...firstOf(why.siteIds.map(named)),
        places: why.places,
        firstAt: instantOf(why.firstTime),
        lastAt: instantOf(why.lastTime),
        mends,
      };
};
