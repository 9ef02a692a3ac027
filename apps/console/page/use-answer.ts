import { useCallback, useEffect, useState } from 'react';
import { ApiProblem, ask } from './api.js';
import { useReader } from './reader.js';

export type Answer<Value> = { value: Value | undefined; problem: ApiProblem | undefined; reload: () => void };

/** What the API answers on this path; asked again on `reload` and when the path changes. */
export const useAnswer = <Value>(path: string): Answer<Value> => {
  const { tongue } = useReader();
  const [value, setValue] = useState<Value>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    ask<Value>(tongue, path).then(
      (answer) => current && (setValue(answer), setProblem(undefined)),
      (error: unknown) => current && error instanceof ApiProblem && setProblem(error),
    );
    return () => {
      current = false;
    };
  }, [tongue, path, turn]);
  return { value, problem, reload: useCallback(() => setTurn((each) => each + 1), []) };
};
