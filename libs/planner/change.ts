import { type IndexedProblem } from './indexed.js';
import { type PlanProblem, PlanProblemError, type PlanSite, wholeNumber } from './problem.js';

/** What can happen to a problem after its plan was made. */
export type PlanChange =
  | { readonly change: 'slot-closed'; readonly slotId: string }
  | { readonly change: 'capacity-set'; readonly slotId: string; readonly capacity: number }
  | { readonly change: 'site-busy'; readonly siteId: string; readonly slotIds: readonly string[] }
  | { readonly change: 'site-free'; readonly siteId: string; readonly slotIds: readonly string[] }
  | { readonly change: 'site-added'; readonly site: PlanSite }
  | { readonly change: 'site-removed'; readonly siteId: string }
  /** Checks must start before `before`: later slots are closed. */
  | { readonly change: 'meeting-moved'; readonly before: number };

/** An indexed problem with changes laid over it: sites added later are numbered on, removed ones have no slots. */
export type ChangedProblem = {
  readonly index: IndexedProblem;
  readonly problem: PlanProblem;
  /** Sites, those added and those removed included. */
  readonly count: number;
  readonly site: (number: number) => PlanSite;
  readonly siteById: (id: string) => number | undefined;
  readonly added: readonly number[];
  readonly removed: ReadonlySet<number>;
  /** Sites whose slots are not those of the index. */
  readonly changed: ReadonlyMap<number, PlanSite>;
  readonly capacity: Int32Array;
  readonly row: (site: number) => Int32Array;
  /** The sites that can use a slot. */
  readonly column: (slot: number) => Iterable<number>;
};

/** Lays changes over a problem without reading it again. O(sites + slots + size of the changes). */
export function applyChanges(index: IndexedProblem, changes: readonly PlanChange[]): ChangedProblem {
  const { siteStart, siteSlots, slotAt, slotOf } = index;
  const slots = index.problem.slots.slice();
  const capacity = index.capacity.slice();
  const changed = new Map<number, PlanSite>();
  const addedIds = new Map<string, number>();
  /** Each site that was added has a number of its own, one that came again after it had gone, too. */
  const added: number[] = [];
  const removed = new Set<number>();
  const siteById = (id: string): number | undefined => {
    const i = addedIds.get(id) ?? index.siteById.get(id);
    return i === undefined || removed.has(i) ? undefined : i;
  };
  const slot = (id: string, field: string): number => {
    const t = index.slotById.get(id);
    if (t === undefined)
      throw new PlanProblemError('unknown-slot', field, `there is no slot '${id}'; name one of the problem`, {
        slotId: id,
      });
    return t;
  };
  const site = (id: string, field: string): number => {
    const i = siteById(id);
    if (i === undefined)
      throw new PlanProblemError('unknown-site', field, `there is no site '${id}'; name one of the problem`, {
        siteId: id,
      });
    return i;
  };
  const siteNow = (i: number): PlanSite => changed.get(i) ?? index.problem.sites[index.siteAt[i]!]!;
  const setCapacity = (t: number, value: number): void => {
    capacity[t] = value;
    slots[slotAt[t]!] = { ...slots[slotAt[t]!]!, capacity: value };
  };
  for (const [k, change] of changes.entries()) {
    const field = `changes[${k}]`;
    switch (change.change) {
      case 'slot-closed':
        setCapacity(slot(change.slotId, `${field}.slotId`), 0);
        break;
      case 'capacity-set':
        wholeNumber(change.capacity, `${field}.capacity`, 0, 1e6);
        setCapacity(slot(change.slotId, `${field}.slotId`), change.capacity);
        break;
      case 'meeting-moved':
        for (let t = index.slots - 1; t >= 0 && index.time[t]! >= change.before; t--) setCapacity(t, 0);
        break;
      case 'site-busy':
      case 'site-free': {
        const i = site(change.siteId, `${field}.siteId`);
        const named = new Set(change.slotIds.map((id, j) => slotAt[slot(id, `${field}.slotIds[${j}]`)]!));
        const now = siteNow(i);
        const others = now.slots.filter((t) => !named.has(t));
        const free = change.change === 'site-free';
        const next = {
          ...now,
          slots: free ? [...others, ...named] : others,
          forbidden: free ? now.forbidden?.filter((t) => !named.has(t)) : now.forbidden,
        };
        changed.set(i, checkSite(next, index.slots, field));
        break;
      }
      case 'site-added': {
        if (siteById(change.site.id) !== undefined)
          throw new PlanProblemError(
            'duplicate-id',
            `${field}.site.id`,
            `'${change.site.id}' is there already; ids must differ`,
            { id: change.site.id },
          );
        const i = index.sites + added.length;
        added.push(i);
        addedIds.set(change.site.id, i);
        changed.set(i, checkSite(change.site, index.slots, `${field}.site`));
        break;
      }
      case 'site-removed': {
        const i = site(change.siteId, `${field}.siteId`);
        removed.add(i);
        break;
      }
    }
  }
  const rows = new Map(
    [...changed].map(
      ([i, { slots: all, fixed, forbidden }]) =>
        [
          i,
          Int32Array.from(
            fixed !== undefined ? [fixed] : all.filter((t) => !forbidden?.includes(t)),
            (t) => slotOf[t]!,
          ).sort(),
        ] as const,
    ),
  );
  const none = new Int32Array(0);
  const row = (i: number): Int32Array =>
    removed.has(i) ? none : (rows.get(i) ?? siteSlots.subarray(siteStart[i]!, siteStart[i + 1]!));
  const ofSlot = new Map<number, number[]>();
  for (const i of changed.keys()) for (const t of row(i)) ofSlot.set(t, [...(ofSlot.get(t) ?? []), i]);
  function* column(t: number): Generator<number> {
    for (const i of index.slotSites.subarray(index.slotStart[t]!, index.slotStart[t + 1]!))
      if (!changed.has(i) && !removed.has(i)) yield i;
    yield* ofSlot.get(t) ?? [];
  }
  const sites = index.problem.sites.slice();
  for (const [i, now] of changed) if (i < index.sites) sites[index.siteAt[i]!] = now;
  const goneAt = new Set([...removed].filter((i) => i < index.sites).map((i) => index.siteAt[i]!));
  const staying = goneAt.size === 0 ? sites : sites.filter((_site, at) => !goneAt.has(at));
  const problem = {
    ...index.problem,
    slots,
    sites: [...staying, ...added.filter((i) => !removed.has(i)).map((i) => changed.get(i)!)],
  };
  return {
    index,
    problem,
    count: index.sites + added.length,
    site: siteNow,
    siteById,
    added,
    removed,
    changed,
    capacity,
    row,
    column,
  };
}

function checkSite(site: PlanSite, slots: number, field: string): PlanSite {
  const seen = new Set<number>();
  if (site.id === '') throw new PlanProblemError('empty-id', `${field}.id`, 'the id is empty; give one');
  if (site.priority !== undefined) wholeNumber(site.priority, `${field}.priority`, 0, 99);
  for (const [k, t] of site.slots.entries()) {
    if (!Number.isInteger(t) || t < 0 || t >= slots)
      throw new PlanProblemError(
        'unknown-slot',
        `${field}.slots[${k}]`,
        `${t} is no slot; give positions from 0 to ${slots - 1}`,
        { value: t },
      );
    if (seen.size === seen.add(t).size)
      throw new PlanProblemError(
        'duplicate-slot',
        `${field}.slots[${k}]`,
        `slot ${t} stands there twice; name it once`,
        { value: t },
      );
  }
  for (const t of site.forbidden ?? []) seen.delete(t);
  if (site.fixed !== undefined && !seen.has(site.fixed))
    throw new PlanProblemError(
      'fixed-not-usable',
      `${field}.fixed`,
      `slot ${site.fixed} is not among the slots the site can use; add it to slots, or lift the fixed pair`,
      { siteId: site.id, value: site.fixed },
    );
  return site;
}
