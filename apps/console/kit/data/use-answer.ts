import { useQuery } from '@tanstack/react-query';
import type { HttpAsk } from '#contracts';
import { useReader } from '../reader.js';
import { type AnswerTo, type ApiProblem, ask, type Asked, problemFrom } from './ask.js';
import { isFinal } from './retries.js';

export type Answer<Value> = {
  readonly value: Value | undefined;
  readonly problem: ApiProblem | undefined;
  readonly reload: () => void;
};

/** What an answer is kept by: the address names the contract. */
export const keyOf = ({ http: { method, path } }: Pick<Asked, 'http'>, request?: object): readonly unknown[] => [
  `${method} ${path}`,
  ...(request === undefined ? [] : [request]),
];

/**
 * What the API answers to a request, now and then again with `everyMs`, and with `anew` never what was
 * read for the same request before; without a request nothing is asked, and nothing is known. What was read stays in view while a problem stands beside it.
 */
export const useAnswer = <C extends Asked>(
  contract: C,
  request: HttpAsk<C> | undefined,
  { everyMs, anew = false }: { readonly everyMs?: number; readonly anew?: boolean } = {},
): Answer<AnswerTo<C>> => {
  const { language } = useReader();
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(contract, request ?? { nothing: true }),
    queryFn: ({ signal }) => ask(language, contract, request as HttpAsk<C>, signal),
    enabled: request !== undefined,
    ...(anew && { gcTime: 0, staleTime: 0 }),
    // What is not there or not open is not asked for again and again.
    refetchInterval: ({ state }) => (everyMs === undefined || isFinal(state.error) ? false : everyMs),
  });
  return {
    value: data,
    problem: error === null ? undefined : problemFrom(language, error),
    reload: () => void refetch(),
  };
};
