import { Controller } from '@nestjs/common';
import { type EventOf, InvitationExtended } from '#contracts';
import { HandlesEvent } from '#messaging';
import { RecipientStore } from '../recipient/recipient.module.js';
import { ReminderService } from '../reminder/reminder.module.js';

/** An office was given more time: while it may answer it is reminded, and not called for its silence. */
@Controller()
export class RemindWhenInvitationExtended {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly reminders: ReminderService,
  ) {}

  @HandlesEvent(InvitationExtended, { consumer: 'registration', from: 'start' })
  async handle({ data, revision }: EventOf<typeof InvitationExtended>): Promise<void> {
    const { invitationId, answersUntil } = data;
    await this.recipients.apply(invitationId, revision, { answersUntil });
    const office = await this.recipients.get(invitationId);
    // What a newer event says of it counts.
    if (office.answersUntil === answersUntil) await this.reminders.officeGivenTime(office, answersUntil);
  }
}
