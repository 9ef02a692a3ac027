/** What was sent under a name, of what may be anything. */
export const textOf = (source: unknown, name: string): unknown =>
  typeof source === 'object' && source !== null
    ? new Map<string, unknown>(Object.entries(source)).get(name)
    : undefined;
