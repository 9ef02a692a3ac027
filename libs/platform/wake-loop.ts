type Waiting = { readonly resolve: () => void; readonly reject: (error: unknown) => void };

/**
 * Does rounds of work when it is woken, one at a time. Who wakes it during a round gets another one after it, at whatever
 * point of the round that is: between the last look and the end nothing is awaited, so no wake-up falls between.
 */
export class WakeLoop {
  #asked = false;
  #running = false;
  #stopped = false;
  #waiting: Waiting[] = [];
  #stillness = Promise.withResolvers<void>();

  /** `round` says whether another is to follow at once. `failed` is told what a round threw. */
  constructor(
    private readonly round: () => Promise<boolean | void>,
    private readonly failed: (error: unknown) => void = () => undefined,
  ) {}

  /** Asks for a round that begins after this call; does not wait for it. */
  wake(): void {
    if (this.#stopped) return;
    this.#asked = true;
    if (this.#running) return;
    this.#running = true;
    this.#stillness = Promise.withResolvers<void>();
    void this.#run();
  }

  /** Wakes, and resolves when a round that began after this call has ended; rejects with what it threw. At once when stopped. */
  async done(): Promise<void> {
    if (this.#stopped) return;
    const waiting = Promise.withResolvers<void>();
    this.#waiting.push(waiting);
    this.wake();
    await waiting.promise;
  }

  /** Begins no more rounds; resolves when the one in hand has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#running) await this.#stillness.promise;
  }

  async #run(): Promise<void> {
    while (this.#asked && !this.#stopped) {
      this.#asked = false;
      const waiting = this.#waiting.splice(0);
      try {
        if (await this.round()) this.#asked = true;
        for (const { resolve } of waiting) resolve();
      } catch (error) {
        this.failed(error);
        for (const { reject } of waiting) reject(error);
      }
    }
    // From here to the end nothing is awaited.
    this.#running = false;
    for (const { resolve } of this.#waiting.splice(0)) resolve();
    this.#stillness.resolve();
  }
}
