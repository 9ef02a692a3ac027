import { useEffect, useState } from 'react';
import { type ApiProblem, ask, problemFrom } from './api.js';
import { useReader } from './reader.js';
import { useTurn } from './use-turn.js';

export type Answer<Value> = { value: Value | undefined; problem: ApiProblem | undefined; reload: () => void };

/** What the API answers on this path; asked again on `reload` and when the path changes. Without a path nothing is asked, and nothing is known. */
export const useAnswer = <Value>(path: string | undefined): Answer<Value> => {
  const { tongue } = useReader();
  const [answer, setAnswer] = useState<{ path: string | undefined; value?: Value; problem?: ApiProblem }>({ path });
  const [turn, reload] = useTurn();
  useEffect(() => {
    // Whoever comes back to a path is told what is there now, not what was there before.
    setAnswer((before) => (before.path === path ? before : { path }));
    if (path === undefined) return undefined;
    let current = true;
    ask<Value>(tongue, path).then(
      (value) => current && setAnswer({ path, value }),
      // What was read before stays in view, with the problem beside it.
      (error: unknown) => current && setAnswer((before) => ({ ...(before.path === path ? before : {}), path, problem: problemFrom(tongue, error) })),
    );
    return () => {
      current = false;
    };
  }, [tongue, path, turn]);
  const own = answer.path === path ? answer : undefined;
  return { value: own?.value, problem: own?.problem, reload };
};
