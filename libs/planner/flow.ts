import { NodeHeap } from './node-heap.js';

/** Arcs below the slots with whole capacities and costs ≥ 0 (0 by default). */
export type PoolNetwork = {
  /** Nodes are numbered after the sites and slots; the last one is the sink. */
  readonly nodes: number;
  readonly arcs: readonly {
    readonly from: number;
    readonly to: number;
    readonly capacity: number;
    readonly cost?: number;
  }[];
};

export type FlowProblem = {
  readonly sites: number;
  readonly slots: number;
  readonly capacity: Int32Array;
  /** The slots a site can use. */
  readonly row: (site: number) => Int32Array;
  /** The sites that can use a slot; only `fill` asks for it. */
  readonly column?: (slot: number) => Iterable<number>;
  /** Cost of a check in a slot, a whole number ≥ 0. */
  readonly slotWeight: Float64Array;
  /** Cost of leaving a site without a check. */
  readonly penalty: Float64Array;
  /** The slot that a site had, or -1, and what every other slot costs on top. */
  readonly previous?: Int32Array;
  readonly moveCost?: number;
  /** Without pools, a slot's places lead straight to the sink. */
  readonly pools?: PoolNetwork;
};

/**
 * Minimum-cost assignment by shortest augmenting paths (Kuhn 1955; Tomizawa 1971, Edmonds & Karp 1972): sites are
 * added one at a time, each along a cheapest path of the residual network to a free place, or to a site that gives
 * up its own. Potentials keep reduced costs ≥ 0 (Dijkstra) and are the dual prices in the end. A search stops at the
 * first end it settles, so that a small change costs a small search. O(sites × edges × log) at worst.
 */
export class AssignmentFlow {
  readonly at: Int32Array;
  readonly load: Int32Array;
  /** Node potentials; the sink's is 0. */
  readonly potential: Float64Array;
  /** What is left of each arc: arc k is 2k, its reverse, which undoes it, 2k + 1. */
  readonly left: Int32Array;
  private readonly sink: number;
  private readonly head: Int32Array;
  private readonly next: Int32Array;
  private readonly before: Int32Array;
  private readonly distance: Float64Array;
  private readonly parent: Int32Array;
  private readonly parentArc: Int32Array;
  private readonly touched: number[] = [];
  private readonly resting = new Set<number>();
  private readonly heap = new NodeHeap();
  private readonly arcsOf: number[][] | undefined;
  private readonly arcTo: Int32Array;
  private readonly arcCost: Float64Array;
  private best = Infinity;
  private end = -1;

  constructor(private readonly problem: FlowProblem) {
    const { sites, slots, pools } = problem;
    const nodes = pools?.nodes ?? sites + slots + 1;
    this.sink = nodes - 1;
    this.at = new Int32Array(sites).fill(-1);
    this.load = new Int32Array(slots);
    this.head = new Int32Array(slots).fill(-1);
    this.next = new Int32Array(sites).fill(-1);
    this.before = new Int32Array(sites).fill(-1);
    this.potential = new Float64Array(nodes);
    this.distance = new Float64Array(nodes).fill(Infinity);
    this.parent = new Int32Array(nodes).fill(-1);
    this.parentArc = new Int32Array(pools ? nodes : 0).fill(-1);
    const arcs = pools?.arcs ?? [];
    this.left = new Int32Array(arcs.length * 2);
    this.arcTo = new Int32Array(arcs.length * 2);
    this.arcCost = new Float64Array(arcs.length * 2);
    if (pools) this.arcsOf = Array.from({ length: nodes }, () => []);
    for (const [k, { from, to, capacity, cost = 0 }] of arcs.entries()) {
      this.arcCost[2 * k] = cost;
      this.arcCost[2 * k + 1] = -cost;
      this.left[2 * k] = capacity;
      this.arcTo[2 * k] = to;
      this.arcTo[2 * k + 1] = from;
      this.arcsOf![from]!.push(2 * k);
      this.arcsOf![to]!.push(2 * k + 1);
    }
  }

  /** Puts a site in its previous slot, which must have room and its price; right before any site is served, without pools. */
  keep(site: number): void {
    const t = this.problem.previous![site]!;
    this.attach(site, t);
    this.potential[site] = this.potential[this.problem.sites + t]! - this.problem.slotWeight[t]!;
  }

  /** Leaves a site without a check that is known to find none. */
  rest(site: number): void {
    this.potential[site] = -this.problem.penalty[site]!;
    this.resting.add(site);
  }

  rests(site: number): boolean {
    return this.resting.has(site);
  }

  /** Puts a site in a slot as it is, to look at an assignment made elsewhere; its pool arcs follow by `push`. */
  put(site: number, slot: number): void {
    this.attach(site, slot);
  }

  push(arc: number): void {
    this.left[2 * arc]!--;
    this.left[2 * arc + 1]!++;
  }

  /** Adds a site to the assignment: it gets a place, or someone (itself maybe) goes without. Returns the cost added. */
  serve(site: number): number {
    const { sites, penalty } = this.problem;
    this.best = penalty[site]!;
    this.end = site;
    this.potential[site] = 0;
    this.reach(site, 0, -1, -1);
    for (let node = this.heap.pop(); node !== -1; node = this.heap.pop()) {
      const d = this.distance[node]!;
      if (d >= this.best) break;
      if (d < this.heap.key) continue;
      if (node < sites) this.expandSite(node, d);
      else this.expandSlotOrPool(node, d);
    }
    this.heap.clear();
    this.augment(site);
    // Whoever goes without may still gain a place that was left.
    if (this.end < this.problem.sites) this.resting.add(this.end);
    this.settle(-1);
    return this.best;
  }

  /**
   * The mirror image of `serve`, for a slot that has room although it has a price: a cheapest path backwards to a
   * resting site that gains a check, or to a slot where the room is worth no more than the way to it.
   */
  fill(slot: number): void {
    const { sites, column, slotWeight, previous, moveCost = 0 } = this.problem;
    const start = sites + slot;
    this.best = -this.potential[start]!;
    this.end = start;
    this.reach(start, 0, -1, -1);
    for (let node = this.heap.pop(); node !== -1; node = this.heap.pop()) {
      const d = this.distance[node]!;
      if (d >= this.best) break;
      if (d < this.heap.key) continue;
      if (d - this.potential[node]! < this.best) {
        this.best = d - this.potential[node]!;
        this.end = node;
      }
      const t = node - sites;
      for (const i of column!(t)) {
        const own = this.at[i]!;
        if (own === t || (own === -1 && !this.resting.has(i))) continue;
        const move = previous !== undefined && previous[i] !== t ? moveCost : 0;
        const to = d + slotWeight[t]! + move + this.potential[i]! - this.potential[node]!;
        if (to >= this.best || to >= this.distance[i]!) continue;
        if (own === -1) {
          this.best = to;
          this.end = i;
          this.parent[i] = node;
          continue;
        }
        if (this.distance[i] === Infinity) this.touched.push(i);
        this.distance[i] = to;
        this.parent[i] = node;
        this.reach(sites + own, to, i, -1);
      }
    }
    this.heap.clear();
    this.resting.delete(this.end);
    for (let node = this.end; node !== start;) {
      const mover = node < sites ? node : this.parent[node]!;
      node = this.parent[mover]!;
      this.attach(mover, node - sites);
    }
    const slots = this.touched.filter((node) => node >= sites);
    this.settle(1);
    // A holder's potential follows its slot's, or the way from the slot to the holder would cost something.
    for (const node of slots) {
      const t = node - sites;
      for (let i = this.head[t]!; i !== -1; i = this.next[i]!) {
        this.potential[i] =
          this.potential[node]! - slotWeight[t]! - (previous !== undefined && previous[i] !== t ? moveCost : 0);
      }
    }
  }

  /** The sites in a slot. */
  *holders(slot: number): Generator<number> {
    for (let i = this.head[slot]!; i !== -1; i = this.next[i]!) yield i;
  }

  /** Nodes that lead on from `node` in the residual network, whatever they cost; the sink is left out. */
  *residual(node: number): Generator<number> {
    const { sites, slots, row } = this.problem;
    if (node < sites) for (const t of row(node)) yield sites + t;
    else {
      if (node < sites + slots) yield* this.holders(node - sites);
      for (const arc of this.arcsOf?.[node] ?? [])
        if (this.left[arc]! > 0 && this.arcTo[arc] !== this.sink) yield this.arcTo[arc]!;
    }
  }

  /** Moves the potentials of what was nearer than the path's end, so that the path's reduced costs are 0 and none is below. */
  private settle(sign: 1 | -1): void {
    for (const node of this.touched) {
      if (this.distance[node]! < this.best) this.potential[node]! += sign * (this.best - this.distance[node]!);
      this.distance[node] = Infinity;
    }
    this.touched.length = 0;
  }

  private reach(node: number, d: number, parent: number, arc: number): void {
    if (d >= this.best || d >= this.distance[node]!) return;
    if (this.distance[node] === Infinity) this.touched.push(node);
    this.distance[node] = d;
    this.parent[node] = parent;
    if (this.arcsOf) this.parentArc[node] = arc;
    this.heap.push(d, node);
  }

  private expandSite(site: number, d: number): void {
    const { sites, row, slotWeight, penalty, previous, moveCost = 0, capacity, pools } = this.problem;
    const own = this.at[site]!;
    const base = d + this.potential[site]!;
    if (base + penalty[site]! < this.best) {
      this.best = base + penalty[site]!;
      this.end = site;
    }
    // No slot has a potential above 0, so nothing below this is left unless the site's previous slot is another.
    if (previous !== undefined && previous[site] === own && base + moveCost >= this.best) return;
    for (const t of row(site)) {
      if (t === own) continue;
      const move = previous !== undefined && previous[site] !== t ? moveCost : 0;
      const to = base + slotWeight[t]! + move - this.potential[sites + t]!;
      if (to >= this.best) continue;
      if (pools === undefined && this.load[t]! < capacity[t]!) {
        this.best = to;
        this.end = sites + t;
        this.parent[sites + t] = site;
      } else this.reach(sites + t, to, site, -1);
    }
  }

  private expandSlotOrPool(node: number, d: number): void {
    const { sites, slots } = this.problem;
    if (node < sites + slots)
      for (let i = this.head[node - sites]!; i !== -1; i = this.next[i]!) this.reach(i, d, node, -1);
    if (!this.arcsOf) return;
    for (const arc of this.arcsOf[node]!) {
      if (this.left[arc] === 0) continue;
      const to = this.arcTo[arc]!;
      const length = d + this.arcCost[arc]! + this.potential[node]! - this.potential[to]!;
      if (to !== this.sink) this.reach(to, length, node, arc);
      else if (length < this.best) {
        this.best = length;
        this.end = to;
        this.parent[to] = node;
        this.parentArc[to] = arc;
      }
    }
  }

  /** Moves the sites along the path that was found, from its end back to its start. */
  private augment(start: number): void {
    const { sites } = this.problem;
    if (this.end < sites && this.end !== start) this.detach(this.end);
    for (let node = this.end; node !== start; node = this.parent[node]!) {
      const from = this.parent[node]!;
      if (from < sites) this.attach(from, node - sites);
      else if (node >= sites) {
        this.left[this.parentArc[node]!]!--;
        this.left[this.parentArc[node]! ^ 1]!++;
      }
    }
  }

  private attach(site: number, slot: number): void {
    if (this.at[site] !== -1) this.detach(site);
    this.at[site] = slot;
    this.load[slot]!++;
    const first = this.head[slot]!;
    this.next[site] = first;
    this.before[site] = -1;
    if (first !== -1) this.before[first] = site;
    this.head[slot] = site;
  }

  private detach(site: number): void {
    const slot = this.at[site]!;
    const after = this.next[site]!;
    const before = this.before[site]!;
    if (before === -1) this.head[slot] = after;
    else this.next[before] = after;
    if (after !== -1) this.before[after] = before;
    this.at[site] = -1;
    this.load[slot]!--;
  }
}
