import { Logger } from '@nestjs/common';
import { type Clock, WakeLoop } from '#platform';
import { type Leases } from './leases.js';

/** Looks for what is due and does it; says whether there may be more at once. */
export type Sweep = { readonly name: string; readonly run: () => Promise<boolean> };

/** Runs one sweep every so often, when woken, and when the clock that it goes by is set; on one replica at a time, one round after the other. */
export class SweepLoop {
  readonly #logger = new Logger('Sweep');
  #timer: NodeJS.Timeout | undefined;
  readonly #loop = new WakeLoop(
    async () => (await this.leases.take(this.#lease)) && (await this.sweep.run()),
    (error) =>
      this.#logger.warn(
        `${this.sweep.name} waits for the next round: ${error instanceof Error ? error.message : String(error)}`,
      ),
  );

  constructor(
    private readonly sweep: Sweep,
    private readonly leases: Leases,
    private readonly everyMs: number,
    clock?: Clock,
  ) {
    clock?.onSet(() => this.#timer !== undefined && this.wake());
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), this.everyMs);
    this.wake();
  }

  wake(): void {
    this.#loop.wake();
  }

  /** Finishes the round in hand and lets another replica go on. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#loop.stop();
    // One that can't be released lapses.
    await this.leases.release(this.#lease).catch(() => undefined);
  }

  get #lease(): string {
    return `sweep.${this.sweep.name}`;
  }
}
