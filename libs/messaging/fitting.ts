/** What one answer carries: below the 1 MB of a NATS message even where nothing of it can be compressed. */
export const answerBytes = 700_000;

/** The first of these that fit into so many bytes as JSON; at least one. */
export const fitting = <Item>(items: readonly Item[], bytes = answerBytes): Item[] => {
  // Most fit: one look at the whole is less work than one at each.
  if (items.length > 1 && Buffer.byteLength(JSON.stringify(items)) <= bytes) return [...items];
  let left = bytes;
  const over = items.findIndex((item) => (left -= Buffer.byteLength(JSON.stringify(item)) + 1) < 0);
  return items.slice(0, over < 0 ? items.length : Math.max(1, over));
};
