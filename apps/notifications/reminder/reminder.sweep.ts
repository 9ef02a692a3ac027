import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { MessagingWork } from '#outbox';
import { Leases, SweepLoop } from '#persistence';
import { Clock, SystemClock } from '#platform';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { Patience, patienceMs } from './patience.js';
import { ReminderService } from './reminder.service.js';

/** Looks every so often, and when woken, whether reminders are to be brought in line or have fallen due. */
@Injectable()
export class ReminderSweep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #loop: SweepLoop;

  constructor(
    private readonly reminders: ReminderService,
    work: MessagingWork,
    leases: Leases,
    clock: Clock,
    @InjectConfig() config: NotificationsConfig,
  ) {
    const patience = new Patience(new SystemClock(), patienceMs);
    const run = async (): Promise<boolean> => {
      await reminders.sweep(async () => patience.isOver((await work.pending()).unhandled === 0));
      return false;
    };
    this.#loop = new SweepLoop({ name: 'runs', run }, leases, config.SALA_SWEEP_MS, clock);
  }

  wake(): void {
    this.#loop.wake();
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.reminders.scheduleAnew();
    this.#loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#loop.stop();
  }
}
