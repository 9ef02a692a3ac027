import { Injectable } from '@nestjs/common';
import { type Meeting, mailsOf } from '#contracts';
import { deliveryId, type NewDelivery } from '../ledger/ledger.module.js';
import { ShortMessageStore } from './short-message.store.js';

/** Has short messages go beside reminders, of meetings that want it. */
@Injectable()
export class ShortMessages {
  constructor(private readonly store: ShortMessageStore) {}

  async planBeside(meeting: Pick<Meeting, 'mails'>, mails: readonly NewDelivery[]): Promise<void> {
    if (mailsOf(meeting).mobile !== true) return;
    await this.store.plan(
      mails
        .filter(({ kind }) => kind === 'reminder')
        .map((mail) => ({
          id: deliveryId(mail),
          meetingId: mail.meetingId,
          invitationId: mail.recipientId,
          dueAt: mail.dueAt,
        })),
    );
  }
}
