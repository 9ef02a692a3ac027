import { useEffect, useState } from 'react';
import { type ApiProblem, ask, problemFrom } from './api.js';
import { useReader } from './reader.js';
import { useTurn } from './use-turn.js';

type Page<Item> = { items: Item[]; next?: string };
type Listing<Item> = { items: readonly Item[] | undefined; problem: ApiProblem | undefined; reload: () => void };

/** Every item of a paged listing, page by page; read again on `reload` and when the path changes. */
export const useListing = <Item>(path: string): Listing<Item> => {
  const { tongue } = useReader();
  const [listed, setListed] = useState<{ path: string; items?: readonly Item[]; problem?: ApiProblem }>({ path });
  const [turn, reload] = useTurn();
  useEffect(() => {
    setListed((before) => (before.path === path ? before : { path }));
    let current = true;
    const load = async () => {
      const all: Item[] = [];
      for (let after = ''; current; ) {
        const page = await ask<Page<Item>>(tongue, `${path}${path.includes('?') ? '&' : '?'}limit=1000${after}`);
        all.push(...page.items);
        if (page.next === undefined) break;
        after = `&after=${encodeURIComponent(page.next)}`;
      }
      if (current) setListed({ path, items: all });
    };
    load().catch((error: unknown) => current && setListed((before) => ({ ...(before.path === path ? before : {}), path, problem: problemFrom(tongue, error) })));
    return () => {
      current = false;
    };
  }, [tongue, path, turn]);
  const own = listed.path === path ? listed : undefined;
  return { items: own?.items, problem: own?.problem, reload };
};
