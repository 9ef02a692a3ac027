import { Injectable } from '@nestjs/common';
import { OutboxRelay } from '#outbox';
import { DeliveryLedger } from '../ledger/ledger.module.js';
import { isSilent, RecipientStore } from '../recipient/recipient.module.js';
import { CallListService, EscalationStore } from '../call-list/call-list.module.js';

/** Silent offices written at a time to the call list. */
const atOnce = 25;

/** What the runs of a plan do. Doing them again changes nothing. */
@Injectable()
export class RunSteps {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly ledger: DeliveryLedger,
    private readonly escalations: EscalationStore,
    private readonly calls: CallListService,
    private readonly relay: OutboxRelay,
  ) {}

  /** One delivery for each office that is silent now. */
  async remind(meetingId: string, ordinal: number, dueAt: string): Promise<void> {
    for await (const silent of this.recipients.pages(meetingId, 'silent'))
      await this.ledger.plan(silent.map(({ invitationId, language }) => ({ meetingId, recipientId: invitationId, kind: 'reminder', ordinal, language, dueAt })));
  }

  /** Each office that is silent now is to be called. */
  async callList(meetingId: string): Promise<void> {
    for await (const silent of this.recipients.pages(meetingId, 'silent')) {
      for (let start = 0; start < silent.length; start += atOnce) await Promise.all(silent.slice(start, start + atOnce).map((each) => this.calls.raise(each)));
      // An office that answered while it was being put on the list is off it again.
      const now = await this.recipients.find(silent.map(({ invitationId }) => invitationId));
      for (const recipient of now.values()) if (!isSilent(recipient)) await this.escalations.close(recipient.invitationId);
    }
    this.relay.nudge(this.escalations.model);
  }
}
