import { Injectable } from '@nestjs/common';
import { KnownBriefly } from '#platform';
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
  readonly #known: KnownBriefly<readonly Pause[]>;

  constructor(store: PauseStore) {
    this.#known = new KnownBriefly(() => store.open());
  }

  now(forMs = knownForMs): Promise<readonly Pause[]> {
    return this.#known.get(forMs);
  }

  async keepBack(delivery: Pick<Delivery, 'meetingId' | 'kind'>): Promise<boolean> {
    const isCovered = (pauses: readonly Pause[]): boolean => pauses.some((pause) => covers(pause, delivery));
    return isCovered(await this.now()) && isCovered(await this.now(knownForKeepingMs));
  }

  /** One was begun or ended here. */
  forget(): void {
    this.#known.forget();
  }
}
