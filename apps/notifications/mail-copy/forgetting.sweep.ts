import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Leases, SweepLoop } from '#persistence';
import { Clock } from '#platform';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { MailCopyStore } from './mail-copy.store.js';

const dayMs = 24 * 3_600_000;
const hourMs = 3_600_000;
const atOnce = 500;

/** Lets go of the bytes of mails that were kept for long enough: on one replica, once an hour. */
@Injectable()
export class ForgettingSweep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #loop: SweepLoop;

  constructor(
    private readonly store: MailCopyStore,
    leases: Leases,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: NotificationsConfig,
  ) {
    this.#loop = new SweepLoop({ name: 'mail-copies', run: () => this.sweep() }, leases, hourMs);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.store.ready();
    this.#loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#loop.stop();
  }

  /** Whether there may be more. */
  async sweep(): Promise<boolean> {
    const before = new Date(this.clock.now().getTime() - this.config.SALA_MAIL_KEEP_DAYS * dayMs).toISOString();
    return (await this.store.forget(before, atOnce)) === atOnce;
  }
}
