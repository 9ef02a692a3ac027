import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Leases, SweepLoop } from '#persistence';
import { Clock } from '#platform';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { InboundStore } from './inbound.store.js';
import { SortingService } from './sorting.service.js';

const dayMs = 24 * 3_600_000;
const hourMs = 3_600_000;
const atOnce = 50;

/** Sorts what came, on one replica, and forgets what was kept for long enough. */
@Injectable()
export class SortingSweep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #loop: SweepLoop;
  #forgotten = 0;

  constructor(
    private readonly store: InboundStore,
    sorting: SortingService,
    leases: Leases,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: NotificationsConfig,
  ) {
    const run = async (): Promise<boolean> => (await sorting.sweep()) || (await this.#forget());
    this.#loop = new SweepLoop({ name: 'inbound', run }, leases, config.SALA_SWEEP_MS);
    store.onArrival(() => this.#loop.wake());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.store.ready();
    if (this.config.SALA_INBOUND_ADDRESS !== undefined) this.#loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#loop.stop();
  }

  /** Once an hour; whether there may be more. */
  async #forget(): Promise<boolean> {
    if (performance.now() - this.#forgotten < hourMs && this.#forgotten !== 0) return false;
    const before = new Date(this.clock.now().getTime() - this.config.SALA_INBOUND_KEEP_DAYS * dayMs).toISOString();
    const more = (await this.store.forget(before, atOnce)) === atOnce;
    if (!more) this.#forgotten = performance.now();
    return more;
  }
}
