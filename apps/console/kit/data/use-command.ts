import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { HttpAsk } from '#contracts';
import { useReader } from '../reader.js';
import { type AnswerTo, ApiProblem, ask, type Asked, problemFrom } from './ask.js';
import { keyOf } from './use-answer.js';

type Command<C extends Asked> = {
  /** Resolves to the answer, or to the problem, which is also shown as `problem` until the next try. */
  readonly send: (request: HttpAsk<C>) => Promise<AnswerTo<C> | ApiProblem>;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly forget: () => void;
};

/** A request that changes something; what was read by the contracts in `makesStale` is read again, also after a failure: it may have been done all the same. */
export const useCommand = <C extends Asked>(
  contract: C,
  { makesStale = [] }: { readonly makesStale?: readonly Pick<Asked, 'http'>[] } = {},
): Command<C> => {
  const { language } = useReader();
  const client = useQueryClient();
  const { mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: (request: HttpAsk<C>) => ask(language, contract, request),
    onSettled: () => void Promise.all(makesStale.map((each) => client.invalidateQueries({ queryKey: keyOf(each) }))),
  });
  return {
    send: (request) => mutateAsync(request).catch((failure: unknown) => problemFrom(language, failure)),
    busy: isPending,
    problem: error === null ? undefined : problemFrom(language, error),
    forget: reset,
  };
};

export const hasFailed = (outcome: unknown): outcome is ApiProblem => outcome instanceof ApiProblem;
