import { type IndexedProblem } from './indexed.js';

/** The slot of each site (inside numbers) or -1, and the checks in each slot. */
export type Matching = { readonly at: Int32Array; readonly load: Int32Array };

const CLOSED = 0x7fffffff;

/**
 * Earliest-first augmentation: takes the places of `order` one by one and keeps each that an augmenting path can
 * fill. The fillable sets of places are the independent sets of a transversal matroid (Edmonds & Fulkerson 1965), so
 * this greedy choice is a basis that is least under every weight that grows along `order`: at each point of it, as
 * many places are filled as any plan can fill. A search that fails closes its region for good, since no later path
 * can lead out of it. O(places × edges) at worst; a lookahead pointer per slot makes the common case near linear.
 */
export function matchEarliestFirst(index: IndexedProblem, order: ArrayLike<number>): Matching {
  const { sites, slots, slotStart, slotSites, capacity } = index;
  const at = new Int32Array(sites).fill(-1);
  const load = new Int32Array(slots);
  const ahead = slotStart.slice();
  const stamp = new Int32Array(slots);
  const via = new Int32Array(slots);
  const from = new Int32Array(slots);
  const queue = new Int32Array(slots);
  let search = 0;

  // A matched site stays matched, so each slot's pointer to its first unmatched site only moves on.
  const unmatched = (t: number): number => {
    const end = slotStart[t + 1]!;
    let e = ahead[t]!;
    while (e < end && at[slotSites[e]!] !== -1) e++;
    ahead[t] = e;
    return e < end ? slotSites[e]! : -1;
  };

  /** Fills one more place of t by moving sites along an alternating path; false when none exists. */
  const augment = (t: number): boolean => {
    let site = unmatched(t);
    if (site !== -1) {
      at[site] = t;
      return true;
    }
    search++;
    let size = 1;
    queue[0] = t;
    stamp[t] = search;
    for (let head = 0; head < size; head++) {
      const x = queue[head]!;
      for (let e = slotStart[x]!, end = slotStart[x + 1]!; e < end; e++) {
        const s = slotSites[e]!;
        const y = at[s]!;
        if (stamp[y]! >= search) continue;
        stamp[y] = search;
        via[y] = s;
        from[y] = x;
        site = unmatched(y);
        if (site === -1) {
          queue[size++] = y;
          continue;
        }
        for (let z = y; ; z = from[z]!) {
          at[site] = z;
          if (z === t) return true;
          site = via[z]!;
        }
      }
    }
    for (let k = 0; k < size; k++) stamp[queue[k]!] = CLOSED;
    return false;
  };

  let left = sites;
  for (let k = 0; k < order.length && left > 0; k++) {
    const t = order[k]!;
    while (load[t]! < capacity[t]! && left > 0 && augment(t)) {
      load[t]!++;
      left--;
    }
  }
  return { at, load };
}

/**
 * Exchanges lower priorities for higher ones and leaves every slot's number of checks as it is. That both sides can
 * be the best at once is the theorem of Mendelsohn & Dulmage (1958): some matching covers the best set of sites and
 * the best set of places. A set of sites is the best when no single exchange betters it (matroid exchange).
 * Sites come by rank, so a region that gave nothing to one site gives nothing to a later one and is closed.
 */
export function exchangeByPriority(index: IndexedProblem, { at, load }: Matching): void {
  const { sites, slots, siteStart, siteSlots, rank, priorities } = index;
  if (priorities.length < 2 || !at.includes(-1)) return;
  const placeStart = new Int32Array(slots + 1);
  for (let t = 0; t < slots; t++) placeStart[t + 1] = placeStart[t]! + load[t]!;
  const fill = placeStart.slice(0, slots);
  const placeOf = new Int32Array(sites).fill(-1);
  const siteIn = new Int32Array(placeStart[slots]!);
  for (let i = 0; i < sites; i++) {
    if (at[i] === -1) continue;
    placeOf[i] = fill[at[i]!]!++;
    siteIn[placeOf[i]!] = i;
  }
  const stamp = new Int32Array(slots);
  const via = new Int32Array(slots);
  const queue = new Int32Array(sites);
  const touched = new Int32Array(slots);

  let slotsSeen = 0;
  /** Serves `site` in place of one of a lower class, by slots not yet seen in this pass; false when it finds none. */
  const exchange = (site: number, pass: number): boolean => {
    let size = 1;
    queue[0] = site;
    for (let head = 0; head < size; head++) {
      const mover = queue[head]!;
      for (let e = siteStart[mover]!, end = siteStart[mover + 1]!; e < end; e++) {
        const t = siteSlots[e]!;
        if (stamp[t]! >= pass) continue;
        stamp[t] = pass;
        touched[slotsSeen++] = t;
        via[t] = mover;
        for (let p = placeStart[t]!; p < placeStart[t + 1]!; p++) {
          const holder = siteIn[p]!;
          if (rank[holder]! <= rank[site]!) {
            queue[size++] = holder;
            continue;
          }
          at[holder] = -1;
          placeOf[holder] = -1;
          for (let slot = t, place = p; ;) {
            const next = via[slot]!;
            const freed = placeOf[next]!;
            const left = at[next]!;
            siteIn[place] = next;
            placeOf[next] = place;
            at[next] = slot;
            if (next === site) return true;
            place = freed;
            slot = left;
          }
        }
      }
    }
    return false;
  };

  // In one pass the searches share what they have seen (Pothen & Fan 1990); what a pass without success saw is closed.
  let pass = 0;
  for (let first = 0, end = 0; first < sites; first = end) {
    while (end < sites && rank[end] === rank[first]) end++;
    for (let found = true; found;) {
      pass++;
      slotsSeen = 0;
      found = false;
      for (let i = first; i < end; i++) if (at[i] === -1 && exchange(i, pass)) found = true;
    }
    for (let k = 0; k < slotsSeen; k++) stamp[touched[k]!] = CLOSED;
  }
}
