import { type SelfCheckWords } from '#words';

/** The page brings the words of its language along: the program has none. */
export type RunningWords = SelfCheckWords['running'];

/** Values in their places, such as {n}. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
