import { Controller } from '@nestjs/common';
import { type EventOf, InvitationIssued } from '#contracts';
import { HandlesEvent } from '#messaging';
import { Clock } from '#platform';
import { DeliveryLedger } from '../delivery/delivery-ledger.js';
import { RecipientStore } from './recipient.store.js';

@Controller()
export class InviteWhenInvitationIssued {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly ledger: DeliveryLedger,
    private readonly clock: Clock,
  ) {}

  @HandlesEvent(InvitationIssued, { consumer: 'registration', from: 'start' })
  async handle({ data }: EventOf<typeof InvitationIssued>): Promise<void> {
    const { invitationId, meetingId, organisation } = data;
    const { id: organisationId, class: organisationClass, name, provinceCode, email, language } = organisation;
    await this.recipients.add({
      invitationId, meetingId, organisationId, name, class: organisationClass, provinceCode, language, responseRevision: 0, withdrawn: false,
      ...(email !== undefined && { email }),
    });
    const dueAt = this.clock.now().toISOString();
    await this.ledger.plan([{ meetingId, recipientId: invitationId, kind: 'invitation', ordinal: 1, language, dueAt }]);
  }
}
