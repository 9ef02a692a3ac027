import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether every row is to be drawn: while the page is printed, and once somebody looks for a word on it with the browser's own search. */
export const useAllRows = (): boolean => {
  const [printing, setPrinting] = useState(() => matchMedia('print').matches);
  const [searching, setSearching] = useState(false);
  useEffect(() => {
    const print = matchMedia('print');
    // The paper is drawn as soon as this returns.
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    const change = () => (print.matches ? begin() : end());
    const search = ({ ctrlKey, metaKey, key }: KeyboardEvent) => {
      if ((ctrlKey || metaKey) && key.toLowerCase() === 'f') flushSync(() => setSearching(true));
    };
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    addEventListener('keydown', search);
    print.addEventListener('change', change);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
      removeEventListener('keydown', search);
      print.removeEventListener('change', change);
    };
  }, []);
  return printing || searching;
};
