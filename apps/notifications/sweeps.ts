import { Logger } from '@nestjs/common';
import { type SweepLeaseStore } from './sweep-lease.store.js';

/** Looks for what is due and does it; says whether there may be more at once. */
export type Sweep = { readonly name: string; readonly run: () => Promise<boolean> };

const leaseMs = 10_000;

/** Runs one sweep every so often and when woken, on one replica at a time, one round after the other. */
export class SweepLoop {
  readonly #logger = new Logger('Sweep');
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #awake = false;
  #stopped = false;

  constructor(
    private readonly sweep: Sweep,
    private readonly leases: SweepLeaseStore,
    private readonly everyMs: number,
  ) {}

  start(): void {
    this.#timer = setInterval(() => this.wake(), this.everyMs);
    this.wake();
  }

  wake(): void {
    if (this.#stopped) return;
    this.#awake = true;
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
  }

  /** Finishes the round in hand and lets another replica go on. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
    await this.leases.release(this.sweep.name);
  }

  async #run(): Promise<void> {
    while (this.#awake && !this.#stopped) {
      this.#awake = false;
      try {
        if ((await this.leases.take(this.sweep.name, leaseMs)) && (await this.sweep.run())) this.#awake = true;
      } catch (error) {
        this.#logger.warn(`${this.sweep.name} waits for the next round: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
