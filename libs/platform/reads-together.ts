import { mostInRound } from './rounds.js';
import { type Asked, Together } from './together.js';

type Found<Value> = Asked<string, Value | undefined>;

/**
 * Reads by id that are asked for while another is under way go to the database together, as the next one. None joins a
 * read that has begun, so nobody is handed a state from before they asked. What is handed out may be shared: it is not
 * to be changed.
 */
export class ReadsTogether<Value> {
  readonly #together: Together<string, Value | undefined>;

  /** `read` gives what it finds by id. */
  constructor(
    private readonly read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
    atMost = mostInRound,
  ) {
    this.#together = new Together((_key, asked) => this.#readAll(Map.groupBy(asked, ({ item }) => item)), atMost);
  }

  get(id: string): Promise<Value | undefined> {
    return this.#together.ask('', id);
  }

  async #readAll(readers: ReadonlyMap<string, readonly Found<Value>[]>): Promise<void> {
    try {
      const found = await this.read([...readers.keys()]);
      for (const [id, those] of readers) for (const { resolve } of those) resolve(found.get(id));
    } catch (error) {
      if (readers.size === 1) throw error;
      // One document that can't be read must not keep the others from their readers.
      await Promise.all(
        [...readers].map(([id, those]) =>
          this.#readAll(new Map([[id, those]])).catch((alone: unknown) => those.forEach(({ reject }) => reject(alone))),
        ),
      );
    }
  }
}
