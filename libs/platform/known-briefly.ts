import { SystemClock } from './clock.js';

/**
 * What was read a moment ago, by the machine's own clock: others may have changed it since, so whoever asks says how old it may
 * be. Those who ask at once make one trip; a read that failed is not kept.
 */
export class KnownBriefly<Value> {
  readonly #real = new SystemClock();
  #known: Promise<Value> | undefined;
  #readAt = 0;

  constructor(private readonly read: () => Promise<Value>) {}

  get(forMs: number): Promise<Value> {
    const now = this.#real.now().getTime();
    if (this.#known !== undefined && now - this.#readAt <= forMs) return this.#known;
    this.#readAt = now;
    const known = this.read();
    this.#known = known;
    known.catch(() => {
      if (this.#known === known) this.#known = undefined;
    });
    return known;
  }

  /** It was changed here. */
  forget(): void {
    this.#known = undefined;
  }
}
