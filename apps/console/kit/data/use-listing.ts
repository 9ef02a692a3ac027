import { useQuery } from '@tanstack/react-query';
import type { HttpAsk } from '#contracts';
import type { Language } from '#words';
import { useReader } from '../reader.js';
import { type AnswerTo, type ApiProblem, ask, type Asked, problemFrom } from './ask.js';
import { keyOf } from './use-answer.js';

type Page<Item> = { readonly items: readonly Item[]; readonly next?: string | undefined };
type ItemOf<C extends Asked> = AnswerTo<C> extends { items: readonly (infer Item)[] } ? Item : never;
type Listing<Item> = {
  readonly items: readonly Item[] | undefined;
  readonly problem: ApiProblem | undefined;
  readonly reload: () => void;
};

const pageSize = 1000;
/** More pages than any meeting has: a listing that never ends is a defect. */
const mostPages = 200;

const allPages = async <C extends Asked>(
  language: Language,
  contract: C,
  request: Omit<HttpAsk<C>, 'after' | 'limit'>,
  signal: AbortSignal,
): Promise<ItemOf<C>[]> => {
  const items: ItemOf<C>[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const asked: unknown = { ...request, limit: pageSize, after };
    const page = (await ask(language, contract, asked as HttpAsk<C>, signal)) as Page<ItemOf<C>>;
    items.push(...page.items);
    after = page.next;
    if (after === undefined) return items;
  }
  throw new Error(`${contract.http.path} has more than ${mostPages} pages`);
};

/** Every item of a paged listing, page by page. */
export const useListing = <C extends Asked>(
  contract: C,
  request: Omit<HttpAsk<C>, 'after' | 'limit'>,
): Listing<ItemOf<C>> => {
  const { language } = useReader();
  const { data, error, refetch } = useQuery({
    queryKey: [...keyOf(contract, request), 'all pages'],
    queryFn: ({ signal }) => allPages(language, contract, request, signal),
  });
  return {
    items: data,
    problem: error === null ? undefined : problemFrom(language, error),
    reload: () => void refetch(),
  };
};
