/**
 * Ports that sites can use when bridges are cascaded: every link between two bridges takes a port at both ends, and
 * b bridges need b − 1 links, so ΣP − 2(b − 1). Bridges with fewer than 1 port can't be linked and throw RangeError.
 */
export function usablePorts(bridges: readonly number[]): number {
  for (const [i, ports] of bridges.entries())
    if (!Number.isSafeInteger(ports) || ports < 1)
      throw new RangeError(`bridges[${i}]: ${ports} ports; a bridge has a whole number of them, 1 or more`);
  return bridges.length === 0
    ? 0
    : Math.max(0, bridges.reduce((sum, ports) => sum + ports, 0) - 2 * (bridges.length - 1));
}

/**
 * The fewest of the bridges at hand whose cascade has ports for `demand` sites, as positions in `bridges`, largest
 * first; null when all of them together are too small. Largest first is the best choice because each further bridge
 * costs the same two ports.
 */
export function bridgesFor(demand: number, bridges: readonly number[]): number[] | null {
  if (demand <= 0) return [];
  const largest = [...bridges.keys()].sort((a, b) => bridges[b]! - bridges[a]! || a - b);
  const chosen: number[] = [];
  for (const i of largest) {
    chosen.push(i);
    if (usablePorts(chosen.map((k) => bridges[k]!)) >= demand) return chosen;
  }
  return null;
}

export type JoinWave = { readonly wave: number; readonly startSecond: number; readonly siteIds: readonly string[] };

/**
 * When each site dials in, so that the bridge never sees more than `callsPerMinute` calls in a wave of one minute:
 * sites by priority, then in the order given; `startSecond` counts from the meeting's start and is negative before
 * it. The last wave begins `leadMinutes` before the start at the latest.
 */
export function joinWaves({
  sites,
  callsPerMinute,
  leadMinutes = 0,
}: {
  sites: readonly { readonly id: string; readonly priority?: number }[];
  callsPerMinute: number;
  leadMinutes?: number;
}): JoinWave[] {
  if (!Number.isSafeInteger(callsPerMinute) || callsPerMinute < 1)
    throw new RangeError(`callsPerMinute: ${callsPerMinute}; give a whole number, 1 or more`);
  if (!(leadMinutes >= 0)) throw new RangeError(`leadMinutes: ${leadMinutes}; give minutes, 0 or more`);
  const order = [...sites.keys()].sort((a, b) => (sites[a]!.priority ?? 0) - (sites[b]!.priority ?? 0) || a - b);
  const waves = Math.ceil(order.length / callsPerMinute);
  return Array.from({ length: waves }, (_, wave) => ({
    wave,
    startSecond: -60 * (leadMinutes + waves - 1 - wave) + 0,
    siteIds: order.slice(wave * callsPerMinute, (wave + 1) * callsPerMinute).map((i) => sites[i]!.id),
  }));
}

export type PortUse = { readonly start: number; readonly end: number; readonly ports: number };

/** The most ports in use at one time, and the first stretch at which that is so; meetings hold their ports in [start, end). Sweep line, O(n log n). */
export function peakPorts(meetings: readonly PortUse[]): { ports: number; from: number | null; until: number | null } {
  for (const [i, { start, end, ports }] of meetings.entries())
    if (!(start < end) || !(ports >= 0))
      throw new RangeError(
        `meetings[${i}]: from ${start} until ${end} with ${ports} ports; it must end after its start and have 0 ports or more`,
      );
  const change = new Map<number, number>();
  for (const { start, end, ports } of meetings) {
    change.set(start, (change.get(start) ?? 0) + ports);
    change.set(end, (change.get(end) ?? 0) - ports);
  }
  let inUse = 0;
  const levels = [...change].sort(([a], [b]) => a - b).map(([at, by]) => ({ at, inUse: (inUse += by) }));
  const ports = levels.reduce((most, level) => Math.max(most, level.inUse), 0);
  if (ports === 0) return { ports, from: null, until: null };
  const first = levels.findIndex((level) => level.inUse === ports);
  return { ports, from: levels[first]!.at, until: levels.slice(first).find((level) => level.inUse < ports)!.at };
}
