import { useCallback, useEffect, useState } from 'react';
import { sessionBegun } from './api.js';

/** A number that rises whenever what was read is to be read again: when asked, and when somebody has signed in. */
export const useTurn = (): [turn: number, again: () => void] => {
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((each) => each + 1), []);
  useEffect(() => {
    addEventListener(sessionBegun, again);
    return () => removeEventListener(sessionBegun, again);
  }, [again]);
  return [turn, again];
};
