/** Keeps a value, and forgets what was kept first where there would be more than so many. */
export const keepAtMost = <Key, Value>(most: number, map: Map<Key, Value>, key: Key, value: Value): Value => {
  const oldest = map.keys().next();
  if (map.size >= most && !map.has(key) && oldest.done !== true) map.delete(oldest.value);
  map.set(key, value);
  return value;
};
