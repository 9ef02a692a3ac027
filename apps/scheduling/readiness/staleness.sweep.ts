import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '#platform';
import { SweepMs } from '../config.js';
import { ReadinessService } from './readiness.service.js';
import { ReadinessStore } from './readiness.store.js';

const batch = 100;

/** Finds the sites whose pass counts no more. Replicas may find the same one: the revision lets one of them through. */
@Injectable()
export class StalenessSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(StalenessSweep.name);
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: ReadinessStore,
    private readonly readiness: ReadinessService,
    private readonly clock: Clock,
    @Inject(SweepMs) private readonly everyMs: number,
  ) {}

  onApplicationBootstrap(): void {
    const again = () => {
      this.#running = this.sweep().catch((error: unknown) => this.#logger.error(error));
      void this.#running.then(() => (this.#timer = this.#timer === undefined ? undefined : setTimeout(again, this.everyMs)));
    };
    this.#timer = setTimeout(again, this.everyMs);
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#running;
  }

  async sweep(): Promise<void> {
    for (;;) {
      const due = await this.store.due(this.clock.now(), batch);
      for (const { meetingId, siteId } of due) await this.readiness.derive(meetingId, siteId);
      if (due.length < batch) return;
    }
  }
}
