import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Leases, SweepLoop } from '#persistence';
import { Clock } from '#platform';
import { Addressing } from '../addressing/addressing.module.js';
import { type Announcement, AnnouncementStore, wordsFor } from '../announcement/announcement.module.js';
import { RecipientStore } from '../recipient/recipient.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';

const batch = 500;

/**
 * Plans the mails of what was released, on one replica at a time: cut short, it is all done again, and a mail that is planned
 * already stays as it is.
 */
@Injectable()
export class AnnouncingSweep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #loop: SweepLoop;

  constructor(
    private readonly store: AnnouncementStore,
    private readonly recipients: RecipientStore,
    private readonly addressing: Addressing,
    private readonly clock: Clock,
    leases: Leases,
    @InjectConfig() config: NotificationsConfig,
  ) {
    const run = async (): Promise<boolean> => {
      for (const announcement of await this.store.unplanned()) await this.#plan(announcement);
      return false;
    };
    this.#loop = new SweepLoop({ name: 'announcements', run }, leases, config.SALA_SWEEP_MS);
  }

  wake(): void {
    this.#loop.wake();
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#loop.stop();
  }

  async #plan(announcement: Announcement): Promise<void> {
    if (announcement.state !== 'released') return;
    const { meetingId, announcementId, number, words, invitationIds, released } = announcement;
    let planned = 0;
    for (let start = 0; start < invitationIds.length; start += batch) {
      const found = await this.recipients.find(invitationIds.slice(start, start + batch));
      const offices = [...found.values()].filter(({ withdrawn }) => !withdrawn);
      await this.addressing.plan(
        offices.map(({ invitationId, language }) => ({
          meetingId,
          recipientId: invitationId,
          kind: 'announcement' as const,
          ordinal: number,
          language: wordsFor(words, language).language,
          dueAt: released.at,
          content: { announcement: { announcementId } },
        })),
      );
      planned += offices.length;
    }
    await this.store.change(announcement, { planned }, [], this.clock.now());
  }
}
