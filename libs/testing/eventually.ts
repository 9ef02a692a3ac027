import { setTimeout as delay } from 'node:timers/promises';

export type Patience = {
  /** How long the condition may take, in milliseconds. */
  readonly within?: number;
  /** How often it is looked at, in milliseconds. */
  readonly every?: number;
};

/**
 * Waits on a condition, not on time: looks again until `check` neither throws nor gives false, and hands back what it
 * gave. Past `within` it fails with the last failure as the cause.
 */
export const eventually = async <Result>(
  check: () => Result | Promise<Result>,
  { within = 10_000, every = 20 }: Patience = {},
): Promise<Result> => {
  const until = performance.now() + within;
  for (;;) {
    try {
      const result = await check();
      if (result !== false) return result;
      if (performance.now() >= until) throw new Error('the condition is still false');
    } catch (error) {
      if (performance.now() >= until) {
        throw new Error(`not so within ${within} ms: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      }
    }
    await delay(every);
  }
};
