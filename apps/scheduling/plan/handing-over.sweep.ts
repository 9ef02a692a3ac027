import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Leases, SweepLoop } from '#persistence';
import { InjectConfig, type SchedulingConfig } from '../settings/settings.module.js';
import { ProposalService } from './proposal.service.js';

/** A plan whose doing was broken off is not left half done. */
@Injectable()
export class HandingOverSweep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #loop: SweepLoop;

  constructor(proposals: ProposalService, leases: Leases, @InjectConfig() config: SchedulingConfig) {
    const run = async (): Promise<boolean> => {
      await proposals.takeUpAll();
      return false;
    };
    this.#loop = new SweepLoop({ name: 'handing-over', run }, leases, config.SALA_SWEEP_MS);
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#loop.stop();
  }
}
