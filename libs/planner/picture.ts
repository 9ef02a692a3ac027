import { type Plan } from './plan.js';
import { type PlanProblem } from './problem.js';

/**
 * A plan as text: a row a site, a column a slot in order of time (days apart by a bar); █ is the check, · a slot the
 * site could use, × a forbidden one; below, the places in use and all places (up to 9, more as +).
 */
export function drawPlan({ sites, slots }: PlanProblem, plan: Plan): string {
  const order = [...slots.keys()].sort(
    (a, b) => slots[a]!.time - slots[b]!.time || (slots[a]!.id < slots[b]!.id ? -1 : 1),
  );
  const slotOf = new Map(plan.assignments.map(({ siteId, slotId }) => [siteId, slotId]));
  const width = Math.max(6, ...sites.map(({ id }) => id.length));
  const line = (title: string, cell: (t: number) => string, end = ''): string => {
    const cells = order.map((t, k) => (k > 0 && slots[t]!.day !== slots[order[k - 1]!]!.day ? '|' : '') + cell(t));
    return `${title.padEnd(width)} ${cells.join('')}${end}`.trimEnd();
  };
  const digit = (value: number): string => (value > 9 ? '+' : String(value));
  const used = (t: number): number => plan.assignments.filter(({ slotId }) => slotId === slots[t]!.id).length;
  return [
    ...sites.map((site) => {
      const mark = (t: number): string =>
        slotOf.get(site.id) === slots[t]!.id
          ? '█'
          : !site.slots.includes(t)
            ? ' '
            : site.forbidden?.includes(t)
              ? '×'
              : '·';
      return line(site.id, mark, slotOf.has(site.id) ? '' : '  no place');
    }),
    line('in use', (t) => digit(used(t))),
    line('places', (t) => digit(slots[t]!.capacity)),
  ].join('\n');
}
