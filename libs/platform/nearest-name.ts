/** How many letters have to be put in, taken out, changed or swapped with their neighbour to make one name of another. */
const distance = (one: string, other: string): number => {
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let least = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + same,
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        least = Math.min(least, (before[column - 2] ?? 0) + 1);
      current.push(least);
    }
    [before, previous] = [previous, current];
  }
  return previous[other.length] ?? 0;
};

const plain = (name: string): string => name.toLowerCase().replace(/[-_\s]/g, '');

/** The name that was most likely meant, if one is close: two letters off, in long names a third of them. */
export const nearestName = (typed: string, known: readonly string[]): string | undefined => {
  if (typed.length > 60) return undefined;
  const ranked = known
    .map((name) => ({ name, off: distance(plain(typed), plain(name)) }))
    .sort((a, b) => a.off - b.off);
  const best = ranked[0];
  return best !== undefined && best.off <= Math.max(1, Math.min(2, Math.floor(best.name.length / 3)))
    ? best.name
    : undefined;
};
