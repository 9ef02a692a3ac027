import { Injectable } from '@nestjs/common';
import { SystemClock } from '#platform';
import { type Delivery } from '../ledger/ledger.module.js';
import { PauseStore, type Pause } from './pause.store.js';
import { covers } from '../ledger/ledger.module.js';

/** How old what is known of them may be: another replica may have begun or ended one. */
const knownForMs = 250;
/** Before something is kept back it is asked anew: what has just been resumed would be put back once more. */
const knownForKeepingMs = 25;

/** What is paused now, as every mail asks right before its first command. */
@Injectable()
export class MailPauses {
  readonly #real = new SystemClock();
  #known: Promise<readonly Pause[]> | undefined;
  #knownAt = 0;

  constructor(private readonly store: PauseStore) {}

  async now(forMs = knownForMs): Promise<readonly Pause[]> {
    const now = this.#real.now().getTime();
    if (this.#known === undefined || now - this.#knownAt > forMs) {
      this.#knownAt = now;
      this.#known = this.store.open();
      this.#known.catch(() => this.forget());
    }
    return this.#known;
  }

  async keepBack(delivery: Pick<Delivery, 'meetingId' | 'kind'>): Promise<boolean> {
    const isCovered = (pauses: readonly Pause[]): boolean => pauses.some((pause) => covers(pause, delivery));
    return isCovered(await this.now()) && isCovered(await this.now(knownForKeepingMs));
  }

  /** One was begun or ended here. */
  forget(): void {
    this.#known = undefined;
  }
}
