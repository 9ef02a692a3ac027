import { useEffect, useState } from 'react';
import { ApiProblem, ask } from './api.js';
import { useReader } from './reader.js';

type Page<Item> = { items: Item[]; next?: string };

/** Every item of a paged listing, page by page. */
export const useListing = <Item>(path: string): { items: readonly Item[] | undefined; problem: ApiProblem | undefined } => {
  const { tongue } = useReader();
  const [items, setItems] = useState<readonly Item[]>();
  const [problem, setProblem] = useState<ApiProblem>();
  useEffect(() => {
    let current = true;
    const load = async () => {
      const all: Item[] = [];
      for (let after = ''; ; ) {
        const page = await ask<Page<Item>>(tongue, `${path}${path.includes('?') ? '&' : '?'}limit=1000${after}`);
        all.push(...page.items);
        if (page.next === undefined) break;
        after = `&after=${encodeURIComponent(page.next)}`;
      }
      if (current) setItems(all);
    };
    load().catch((error: unknown) => current && error instanceof ApiProblem && setProblem(error));
    return () => {
      current = false;
    };
  }, [tongue, path]);
  return { items, problem };
};
