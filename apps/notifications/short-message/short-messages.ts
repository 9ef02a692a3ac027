import { Injectable } from '@nestjs/common';
import { type Meeting, mailsOf } from '#contracts';
import { deliveryId, type NewDelivery } from '../ledger/ledger.module.js';
import { MailPauses } from '../pausing/pausing.module.js';
import { type KeptMessage, ShortMessageStore } from './short-message.store.js';

/** Has short messages go beside reminders, of meetings that want it. */
@Injectable()
export class ShortMessages {
  constructor(
    private readonly store: ShortMessageStore,
    private readonly pauses: MailPauses,
  ) {}

  /** Those to an office, with what became of each. */
  of(invitationId: string): Promise<readonly KeptMessage[]> {
    return this.store.ofInvitation(invitationId);
  }

  /** How many are to be handed over, and how many of the oldest wait for the end of a pause. */
  async work(now: string): Promise<{ readonly due: number; readonly held: number }> {
    const due = await this.store.due(now);
    const isHeld = await Promise.all(due.map(({ meetingId }) => this.pauses.keepBack({ meetingId, kind: 'reminder' })));
    const held = isHeld.filter(Boolean).length;
    return { due: due.length - held, held };
  }

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
