import { type DialGroup, type DialPlace, type PortCount, type PortedBridge } from '#contracts';

type Site = { readonly siteId: string; readonly provinceCode: string };

/** Ports that each bridge gives up for the links of a cascade; undefined where they can't all be linked. */
const linksOf = (bridges: readonly PortedBridge[]): readonly number[] | undefined => {
  if (bridges.length < 2) return bridges.map(() => 0);
  // A tree of b bridges has b − 1 links, each with two ends: one for every bridge, the others where there is most room.
  const links = bridges.map(() => 1);
  for (let left = bridges.length - 2; left > 0; left -= 1) {
    const room = bridges.map(({ ports }, index) => ports - (links[index] ?? 0));
    const at = room.indexOf(Math.max(...room));
    if ((room[at] ?? 0) < 1) return undefined;
    links[at] = (links[at] ?? 0) + 1;
  }
  return links;
};

/** Ports for sites of each bridge: all of b bridges together Σ P − 2 (b − 1). Undefined where they can't be linked. */
export const usablePorts = (bridges: readonly PortedBridge[]): readonly number[] | undefined => {
  const links = linksOf(bridges);
  return links?.map((taken, index) => (bridges[index]?.ports ?? 0) - taken);
};

/** Undefined where no bridges are named: ports are not counted then. */
export const portsFor = (sites: number, bridges: readonly PortedBridge[]): PortCount | undefined =>
  bridges.length === 0
    ? undefined
    : { needed: sites, usable: (usablePorts(bridges) ?? []).reduce((sum, each) => sum + each, 0) };

type Plan = {
  readonly leadMinutes: number;
  readonly perMinute: number;
  readonly groups: readonly DialGroup[];
  readonly bridges: readonly PortedBridge[];
};

const minuteMs = 60_000;

/**
 * When each site is called: groups in their order, then the sites that none names; so many in a minute, a wave each, and each
 * group begins with a wave of its own. Bridges are filled one after the other; who finds no port has no bridge.
 */
export const wavesOf = (sites: readonly Site[], plan: Plan, startsAt: string): ReadonlyMap<string, DialPlace> => {
  const groupOf = new Map<string, number>();
  const byProvince = new Map<string, number>();
  plan.groups.forEach(({ siteIds, provinceCodes }, index) => {
    for (const siteId of siteIds) if (!groupOf.has(siteId)) groupOf.set(siteId, index);
    for (const code of provinceCodes) if (!byProvince.has(code)) byProvince.set(code, index);
  });
  const last = plan.groups.length;
  const ranked = sites.map((site) => ({
    site,
    group: groupOf.get(site.siteId) ?? byProvince.get(site.provinceCode) ?? last,
  }));
  const firstMs = Date.parse(startsAt) - plan.leadMinutes * minuteMs;
  const room = [...(usablePorts(plan.bridges) ?? [])];
  const places = new Map<string, DialPlace>();
  let wave = 0;
  for (let group = 0; group <= last; group += 1) {
    const called = ranked.filter((each) => each.group === group);
    const { name } = plan.groups[group] ?? {};
    called.forEach(({ site }, index) => {
      if (index % plan.perMinute === 0) wave += 1;
      const at = room.findIndex((left) => left > 0);
      if (at >= 0) room[at] = (room[at] ?? 0) - 1;
      const bridge = plan.bridges[at]?.name;
      places.set(site.siteId, {
        wave,
        dialAt: new Date(firstMs + (wave - 1) * minuteMs).toISOString(),
        ...(name !== undefined && { group: name }),
        ...(bridge !== undefined && { bridge }),
      });
    });
  }
  return places;
};
