import { Together } from './together.js';

/** A trip to the database with more takes its server longer than the next one waits. */
export const mostInRound = 200;

/**
 * Does single pieces of work in rounds: what is asked while a round is under way goes into the next one together. Alone, a
 * piece waits for nobody; under load, one trip to the database serves many.
 */
export class Rounds<Item, Result> {
  readonly #together: Together<Item, Result>;

  /** `work` gives back one result for each item, in their order; what it throws is thrown to all of the round. */
  constructor(
    work: (items: readonly Item[]) => Promise<readonly Result[]>,
    { atMost = mostInRound, atOnce = 1 }: { readonly atMost?: number; readonly atOnce?: number } = {},
  ) {
    this.#together = new Together(
      async (_key, asked) => {
        const results = await work(asked.map(({ item }) => item));
        asked.forEach(({ resolve }, index) => resolve(results[index] as Result));
      },
      atMost,
      atOnce,
    );
  }

  do(item: Item): Promise<Result> {
    return this.#together.ask('', item);
  }
}
