import { Controller } from '@nestjs/common';
import { type Answer, type EventOf, type Language, ResponseRecorded, ResponseTakenBack } from '#contracts';
import { HandlesEvent } from '#messaging';
import { Clock } from '#platform';
import { EventMails, isOfThisMoment } from '../addressing/addressing.module.js';
import { RecipientStore } from '../recipient/recipient.module.js';
import { ReminderService } from '../reminder/reminder.module.js';

/**
 * An office that answered is silent no longer: it gets a receipt, and nobody calls it any more. When its answer is taken back it
 * is told so; with no other answer it is silent again.
 */
@Controller()
export class ConfirmWhenResponseRecorded {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly reminders: ReminderService,
    private readonly mails: EventMails,
    private readonly clock: Clock,
  ) {}

  @HandlesEvent(ResponseRecorded, { consumer: 'registration', from: 'start' })
  async recorded({ data, revision, occurredAt }: EventOf<typeof ResponseRecorded>): Promise<void> {
    const { invitationId, meetingId, responseRevision, answer, attendeeCount, channel, receivedAt, late } = data;
    const { news, language } = await this.#heard(invitationId, revision, { responseRevision, answer, late });
    if (!news && !isOfThisMoment(occurredAt, this.clock.now())) return;
    const content = {
      receipt: { answer, attendeeCount, channel, receivedAt, responseRevision, late, revision, toldAt: occurredAt },
    };
    await this.mails.plan(
      { meetingId, recipientId: invitationId, kind: 'receipt', language, content },
      {
        wished: responseRevision,
        // Receipts that were planned before they named their event are told apart by when the answer came.
        isSame: ({ receipt }) =>
          receipt !== undefined
          && (receipt.revision === undefined ? receipt.receivedAt === receivedAt : receipt.revision === revision),
      },
    );
  }

  @HandlesEvent(ResponseTakenBack, { consumer: 'registration', from: 'start' })
  async takenBack({ data, revision, occurredAt }: EventOf<typeof ResponseTakenBack>): Promise<void> {
    const { invitationId, meetingId, responseRevision, counts } = data;
    const { news, language } = await this.#heard(invitationId, revision, counts);
    if (!news && !isOfThisMoment(occurredAt, this.clock.now())) return;
    const content = {
      takenBack: {
        responseRevision,
        revision,
        toldAt: occurredAt,
        ...(counts && {
          counts: { answer: counts.answer, attendeeCount: counts.attendeeCount, channel: counts.channel },
        }),
      },
    };
    await this.mails.plan(
      { meetingId, recipientId: invitationId, kind: 'answer-taken-back', language, content },
      { wished: 1, isSame: (other) => other.takenBack?.revision === revision },
    );
  }

  /** Whether it was news: an event that comes again, or late, is not. */
  async #heard(
    invitationId: string,
    revision: number,
    counts: { readonly responseRevision: number; readonly answer: Answer; readonly late: boolean } | undefined,
  ): Promise<{ news: boolean; language: Language }> {
    const news = await this.recipients.apply(invitationId, revision, {
      responseRevision: counts?.responseRevision ?? 0,
      coming: counts !== undefined && counts.answer !== 'decline',
      late: counts?.late === true,
    });
    const recipient = await this.recipients.get(invitationId);
    await this.reminders.officeHeard(recipient);
    return { news, language: recipient.language };
  }
}
