import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Leases, SweepLoop } from '#persistence';
import { Clock } from '#platform';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { DigestService } from './digest.service.js';

/** Looks every so often, on one replica, whether digests are due. */
@Injectable()
export class DigestSweep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #loop: SweepLoop;

  constructor(digests: DigestService, leases: Leases, clock: Clock, @InjectConfig() config: NotificationsConfig) {
    const run = async (): Promise<boolean> => {
      await digests.sweep();
      return false;
    };
    this.#loop = new SweepLoop({ name: 'digests', run }, leases, config.SALA_SWEEP_MS, clock);
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#loop.stop();
  }
}
