import { Controller } from '@nestjs/common';
import { type EventOf, ResponseRecorded } from '#contracts';
import { HandlesEvent } from '#messaging';
import { Clock } from '#platform';
import { DeliveryLedger } from '../delivery/delivery-ledger.js';
import { EscalationStore } from '../reminder/escalation.store.js';
import { RecipientStore } from './recipient.store.js';

/** An office that answered is silent no longer: it gets a receipt, and nobody calls it any more. */
@Controller()
export class ConfirmWhenResponseRecorded {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly escalations: EscalationStore,
    private readonly ledger: DeliveryLedger,
    private readonly clock: Clock,
  ) {}

  @HandlesEvent(ResponseRecorded, { consumer: 'registration', from: 'start' })
  async handle({ data }: EventOf<typeof ResponseRecorded>): Promise<void> {
    const { invitationId, meetingId, responseRevision, answer, attendeeCount, channel, receivedAt } = data;
    await this.recipients.answered(invitationId, responseRevision);
    await this.escalations.close(invitationId);
    const { language } = await this.recipients.get(invitationId);
    const dueAt = this.clock.now().toISOString();
    const content = { receipt: { answer, attendeeCount, channel, receivedAt } };
    await this.ledger.plan([{ meetingId, recipientId: invitationId, kind: 'receipt', ordinal: responseRevision, language, dueAt, content }]);
  }
}
