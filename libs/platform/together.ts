import { AsyncLocalStorage } from 'node:async_hooks';

export type Asked<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

type Asking<Item, Result> = Asked<Item, Result> & { isSettled: boolean };

/** Until all that has come in by now was heard: those who wait for a reply, or whom one round has answered, ask in the same turn. */
const heard = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Work on one key at a time: what is asked for it in one turn of the event loop, or while work on it is under way, goes together
 * into the next round, so that any number of requests at once take a few rounds and never race each other within this process. `work` settles
 * each; what it leaves when it throws is rejected with that. Another replica may still come between: `work` bears it.
 */
export class Together<Item, Result> {
  readonly #waiting = new Map<string, Asking<Item, Result>[]>();
  readonly #underWay = new Map<string, number>();

  /** At most so many go into one round; so many rounds of a key may be under way, more than one only where they do not mind each other. */
  constructor(
    private readonly work: (key: string, asked: readonly Asked<Item, Result>[]) => Promise<void>,
    private readonly atMost = Infinity,
    private readonly atOnce = 1,
  ) {}

  ask(key: string, item: Item): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const asked: Asking<Item, Result> = {
      item,
      isSettled: false,
      resolve: (result) => void ((asked.isSettled = true), resolve(result)),
      reject: (error) => void ((asked.isSettled = true), reject(error)),
    };
    const waiting = this.#waiting.get(key);
    if (waiting) waiting.push(asked);
    else this.#waiting.set(key, [asked]);
    const underWay = this.#underWay.get(key) ?? 0;
    if (underWay < this.atOnce) {
      this.#underWay.set(key, underWay + 1);
      void this.#rounds(key);
    }
    return promise;
  }

  /** Whether something is under way for the key. */
  isBusy(key: string): boolean {
    return this.#waiting.has(key);
  }

  async #rounds(key: string): Promise<void> {
    for (;;) {
      await heard();
      const round = this.#waiting.get(key)?.splice(0, this.atMost) ?? [];
      if (round.length === 0) return this.#rest(key);
      try {
        await this.work(key, round);
        for (const { isSettled, reject } of round)
          if (!isSettled) reject(new Error('the work left a request without an answer'));
      } catch (error) {
        for (const { reject } of round) reject(error);
      }
    }
  }

  #rest(key: string): void {
    const others = (this.#underWay.get(key) ?? 1) - 1;
    if (others > 0) return void this.#underWay.set(key, others);
    this.#underWay.delete(key);
    this.#waiting.delete(key);
  }
}

/**
 * A round runs in the context of whoever came first. Bound, a function keeps its own: the correlation id, and whatever
 * else the request that it belongs to has with it.
 */
export const asAsked = <Given extends unknown[], Result>(
  work: (...given: Given) => Result,
): ((...given: Given) => Result) => AsyncLocalStorage.bind(work);

/** One after the other, each in its own context and settled by what it does. */
export const inTurn = <Result>() => {
  const turns = new Together<() => Promise<Result>, Result>(async (_key, asked) => {
    for (const { item, resolve, reject } of asked) await item().then(resolve, reject);
  });
  return {
    ask: (key: string, work: () => Promise<Result>): Promise<Result> => turns.ask(key, asAsked(work)),
    isBusy: (key: string): boolean => turns.isBusy(key),
  };
};
