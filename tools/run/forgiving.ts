// What may fail while the rest goes on: a line of a log, a note of what was done, on a disk that is full for a while.

/**
 * Gives back a way to do such work: true when it went well. `onTrouble` is told of what failed and why, once until it goes well again.
 * Never throws.
 */
export const createForgiving = (
  onTrouble: (what: string, reason: string) => void,
): ((what: string, work: () => void) => boolean) => {
  const inTrouble = new Set<string>();
  return (what, work) => {
    try {
      work();
      inTrouble.delete(what);
      return true;
    } catch (error) {
      if (!inTrouble.has(what)) {
        inTrouble.add(what);
        onTrouble(what, error instanceof Error ? error.message : String(error));
      }
      return false;
    }
  };
};
