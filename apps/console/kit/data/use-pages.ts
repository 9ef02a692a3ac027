import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HttpAsk } from '#contracts';
import { useReader } from '../reader.js';
import { type AnswerTo, type ApiProblem, ask, type Asked, problemFrom } from './ask.js';
import { keyOf } from './use-answer.js';

type ItemOf<C extends Asked> = AnswerTo<C> extends { items: readonly (infer Item)[] } ? Item : never;
type Page<Item> = { readonly items: readonly Item[]; readonly next?: string | undefined };

export type Pages<Item> = {
  readonly items: readonly Item[] | undefined;
  readonly problem: ApiProblem | undefined;
  readonly reload: () => void;
  /** How many pages stand before this one. */
  readonly before: number;
  readonly next: (() => void) | undefined;
  readonly previous: (() => void) | undefined;
};

/** One page of a listing at a time, for one that may be too long to be read whole. Another request begins at its first page. */
export const usePages = <C extends Asked>(
  contract: C,
  request: Omit<HttpAsk<C>, 'after' | 'limit'>,
  limit: number,
): Pages<ItemOf<C>> => {
  const { language } = useReader();
  const of = JSON.stringify(request);
  const [at, setAt] = useState<{ readonly of: string; readonly afters: readonly string[] }>({ of, afters: [] });
  const afters = at.of === of ? at.afters : [];
  const after = afters.at(-1);
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(contract, { ...request, limit, ...(after !== undefined && { after }) }),
    queryFn: async ({ signal }) => {
      const asked: unknown = { ...request, limit, after };
      return (await ask(language, contract, asked as HttpAsk<C>, signal)) as Page<ItemOf<C>>;
    },
    placeholderData: keepPreviousData,
  });
  const next = data?.next;
  return {
    items: data?.items,
    problem: error === null ? undefined : problemFrom(language, error),
    reload: () => void refetch(),
    before: afters.length,
    next: next === undefined ? undefined : () => setAt({ of, afters: [...afters, next] }),
    previous: afters.length === 0 ? undefined : () => setAt({ of, afters: afters.slice(0, -1) }),
  };
};
