/** JSON with sorted keys, so that two records of the same content read the same. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const shown = (value: unknown): string => {
  const text = canonical(value) ?? 'nothing';
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
};

/** Where what was seen is not what was expected; nothing where it is. */
export const differenceOf = (what: string, expected: unknown, seen: unknown): string[] =>
  canonical(expected) === canonical(seen) ? [] : [`${what}: expected ${shown(expected)}, saw ${shown(seen)}`];

const mostNamed = 3;

/** Of many of a kind, by name: how many differ, and the first of them. */
export const differencesOf = (
  what: string,
  expected: Readonly<Record<string, unknown>>,
  seen: Readonly<Record<string, unknown>>,
): string[] => {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(seen)])].sort();
  const differing = names.flatMap((name) => differenceOf(name, expected[name], seen[name]));
  if (differing.length === 0) return [];
  const more = differing.length > mostNamed ? `; and ${differing.length - mostNamed} more` : '';
  return [`${what}: ${differing.length} differ: ${differing.slice(0, mostNamed).join('; ')}${more}`];
};
