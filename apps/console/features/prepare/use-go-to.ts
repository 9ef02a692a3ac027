import { useEffect, useState } from 'react';

/** Brings the reader to where a step leads, once it stands on the page. */
export const useGoTo = (): ((id: string) => void) => {
  const [wanted, setWanted] = useState<{ readonly id: string }>();
  useEffect(() => {
    if (wanted !== undefined) document.getElementById(wanted.id)?.focus();
  }, [wanted]);
  return (id) => setWanted({ id });
};
