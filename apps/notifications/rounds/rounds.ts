type Waiting<Item, Result> = { readonly item: Item; readonly resolve: (result: Result) => void; readonly reject: (error: unknown) => void };

/**
 * Does single pieces of work in rounds: what is asked while a round is under way goes into the next one together. Alone, a
 * piece waits for nobody; under load, one trip to the database serves many.
 */
export class Rounds<Item, Result> {
  #waiting: Waiting<Item, Result>[] = [];
  #running = false;

  /** `work` gives back one result for each item, in their order. */
  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly atMost = 200,
  ) {}

  do(item: Item): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    this.#waiting.push({ item, resolve, reject });
    if (!this.#running) {
      this.#running = true;
      setImmediate(() => void this.#run());
    }
    return promise;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const round = this.#waiting.splice(0, this.atMost);
      try {
        const results = await this.work(round.map(({ item }) => item));
        round.forEach(({ resolve }, index) => resolve(results[index] as Result));
      } catch (error) {
        for (const { reject } of round) reject(error);
      }
    }
    this.#running = false;
  }
}
