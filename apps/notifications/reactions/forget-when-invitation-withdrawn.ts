import { Controller } from '@nestjs/common';
import { type EventOf, InvitationWithdrawn } from '#contracts';
import { HandlesEvent } from '#messaging';
import { CallListService } from '../call-list/call-list.module.js';
import { RecipientStore } from '../recipient/recipient.module.js';

/** A withdrawn invitation is neither reminded nor called; a mail that is on its way is stopped by the check before it is sent. */
@Controller()
export class ForgetWhenInvitationWithdrawn {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly callList: CallListService,
  ) {}

  @HandlesEvent(InvitationWithdrawn, { consumer: 'registration', from: 'start' })
  async handle({ data, revision }: EventOf<typeof InvitationWithdrawn>): Promise<void> {
    await this.recipients.apply(data.invitationId, revision, { withdrawn: true });
    await this.callList.follow(await this.recipients.get(data.invitationId));
  }
}
