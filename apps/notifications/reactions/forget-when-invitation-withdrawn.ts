import { Controller } from '@nestjs/common';
import { type EventOf, InvitationWithdrawn } from '#contracts';
import { HandlesEvent } from '#messaging';
import { RecipientStore } from '../recipient/recipient.module.js';
import { ReminderService } from '../reminder/reminder.module.js';

/** A withdrawn invitation is neither reminded nor called; a mail that is on its way is stopped by the check before it is sent. */
@Controller()
export class ForgetWhenInvitationWithdrawn {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly reminders: ReminderService,
  ) {}

  @HandlesEvent(InvitationWithdrawn, { consumer: 'registration', from: 'start' })
  async handle({ data, revision }: EventOf<typeof InvitationWithdrawn>): Promise<void> {
    await this.recipients.apply(data.invitationId, revision, { withdrawn: true });
    await this.reminders.officeHeard(await this.recipients.get(data.invitationId));
  }
}
