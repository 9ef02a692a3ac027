/** Promises that have begun and not settled, so that a shutdown can wait for them. */
export class WorkInHand {
  readonly #works = new Set<Promise<unknown>>();

  get size(): number {
    return this.#works.size;
  }

  add(work: Promise<unknown>): void {
    this.#works.add(work);
    const forget = () => this.#works.delete(work);
    void work.then(forget, forget);
  }

  /** Resolves when nothing is in hand, whatever came of it. */
  async settled(): Promise<void> {
    while (this.#works.size > 0) await Promise.allSettled(this.#works);
  }
}
