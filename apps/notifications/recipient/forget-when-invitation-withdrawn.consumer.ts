import { Controller } from '@nestjs/common';
import { type EventOf, InvitationWithdrawn } from '#contracts';
import { HandlesEvent } from '#messaging';
import { EscalationStore } from '../reminder/escalation.store.js';
import { RecipientStore } from './recipient.store.js';

/** A withdrawn invitation is neither reminded nor called; a mail that is on its way is stopped by the check before it is sent. */
@Controller()
export class ForgetWhenInvitationWithdrawn {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly escalations: EscalationStore,
  ) {}

  @HandlesEvent(InvitationWithdrawn, { consumer: 'registration', from: 'start' })
  async handle({ data }: EventOf<typeof InvitationWithdrawn>): Promise<void> {
    await this.recipients.withdraw(data.invitationId);
    await this.escalations.close(data.invitationId);
  }
}
