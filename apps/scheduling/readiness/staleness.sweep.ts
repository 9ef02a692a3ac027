import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Leases, SweepLoop } from '#persistence';
import { Clock } from '#platform';
import { InjectConfig, type SchedulingConfig } from '../settings/settings.module.js';
import { ReadinessService } from './readiness.service.js';
import { ReadinessStore } from './readiness.store.js';

const batch = 100;

/** Finds the sites whose pass counts no more. Two replicas may still find the same one: the revision lets one of them through. */
@Injectable()
export class StalenessSweep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #loop: SweepLoop;

  constructor(
    private readonly store: ReadinessStore,
    private readonly readiness: ReadinessService,
    private readonly clock: Clock,
    leases: Leases,
    @InjectConfig() config: SchedulingConfig,
  ) {
    this.#loop = new SweepLoop({ name: 'staleness', run: () => this.sweep() }, leases, config.SALA_SWEEP_MS, clock);
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#loop.stop();
  }

  /** Whether more may be due at once. */
  async sweep(): Promise<boolean> {
    const due = await this.store.due(this.clock.now(), batch);
    for (const { meetingId, siteId } of due) await this.readiness.derive(meetingId, siteId);
    return due.length === batch;
  }
}
