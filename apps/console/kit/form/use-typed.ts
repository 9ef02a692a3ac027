import { useEffect, useState } from 'react';

/** Whoever types is not asked about at each letter. */
const pauseMs = 250;

/** What is typed into a search, and `q`: what of it is looked for once no letter follows for a moment. */
export const useTyped = () => {
  const [typed, type] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const clear = () => {
    type('');
    setQ('');
  };
  return { typed, type, q, clear };
};
