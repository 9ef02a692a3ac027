import type { DossierGap, SiteReadiness } from '#contracts';

/** From what cannot wait to what can. */
export const todos = ['enter-result', 'move', 'check-again', 'check-anew', 'plan', 'ask-site'] as const;
export type Todo = (typeof todos)[number];
export type Next = { readonly todo: Todo; readonly site: SiteReadiness };

/** Without these nobody can be dialled or rung. */
const neededToCheck: readonly DossierGap[] = ['systems', 'technicians', 'mobiles'];

const todoOf = ({ status, next }: SiteReadiness): Todo | undefined => {
  if (next?.unfit === true) return 'move';
  switch (status) {
    case 'overdue':
      return 'enter-result';
    case 'failed':
      return next === undefined ? 'check-again' : undefined;
    case 'stale':
      return 'check-anew';
    case 'unknown':
      return 'plan';
    case 'booked':
    case 'passed':
      return undefined;
    default: {
      const unknown: never = status;
      throw new Error(`nothing is known of ${String(unknown)}`);
    }
  }
};

/** What to do next for the sites where somebody comes, in order; of one site both its check and its dossier may ask for something. */
export const whatNext = (
  sites: readonly SiteReadiness[],
  missing: ReadonlyMap<string, readonly DossierGap[]>,
): readonly Next[] =>
  sites
    .filter(({ attending }) => attending > 0)
    .flatMap((site): Next[] => {
      const todo = todoOf(site);
      const lacks = (missing.get(site.siteId) ?? []).some((gap) => neededToCheck.includes(gap));
      return [
        ...(todo === undefined ? [] : [{ todo, site }]),
        ...(lacks && site.status !== 'passed' ? [{ todo: 'ask-site' as const, site }] : []),
      ];
    })
    .toSorted((a, b) => todos.indexOf(a.todo) - todos.indexOf(b.todo));
