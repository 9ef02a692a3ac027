import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Leases, SweepLoop } from '#persistence';
import { SystemClock } from '#platform';
import { Files } from './files.js';

const everyMs = 60_000;
const unfinishedMs = 86_400_000;
/** Whoever asked for a file has it long before. */
const madeMs = 3_600_000;

/** What nobody comes back for goes: files that never became whole, and those that were made for somebody to get. */
@Injectable()
export class ForgettingFiles implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #real = new SystemClock();
  readonly #loop: SweepLoop;

  constructor(
    private readonly files: Files,
    leases: Leases,
  ) {
    this.#loop = new SweepLoop({ name: 'files', run: () => this.sweep() }, leases, everyMs);
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#loop.stop();
  }

  async sweep(): Promise<boolean> {
    const now = this.#real.now().getTime();
    await this.files.forgetUnfinished(new Date(now - unfinishedMs));
    await this.files.forgetMade(new Date(now - madeMs));
    return false;
  }
}
