import { Injectable } from '@nestjs/common';
import { OutboxRelay } from '#messaging';
import { Clock } from '#platform';
import { DeliveryLedger } from '../delivery/delivery-ledger.js';
import { type Recipient } from '../recipient/recipient.js';
import { RecipientStore } from '../recipient/recipient.store.js';
import { EscalationStore } from './escalation.store.js';

/** Silent offices taken at a time, and of those written at a time to the call list. */
const pageSize = 500;
const atOnce = 25;

/** What the runs of a plan do. Doing them again changes nothing. */
@Injectable()
export class RunSteps {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly ledger: DeliveryLedger,
    private readonly escalations: EscalationStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /** One delivery for each office that is silent now. */
  async remind(meetingId: string, ordinal: number, dueAt: string): Promise<void> {
    for await (const silent of this.#silent(meetingId))
      await this.ledger.plan(silent.map(({ invitationId, language }) => ({ meetingId, recipientId: invitationId, kind: 'reminder', ordinal, language, dueAt })));
  }

  /** Each office that is silent now is to be called. */
  async callList(meetingId: string): Promise<void> {
    for await (const silent of this.#silent(meetingId)) {
      for (let start = 0; start < silent.length; start += atOnce) await Promise.all(silent.slice(start, start + atOnce).map((each) => this.#raise(each)));
      // An office that answered while it was being put on the list is off it again.
      const now = await this.recipients.find(silent.map(({ invitationId }) => invitationId));
      for (const { invitationId, responseRevision, withdrawn } of now.values()) if (responseRevision > 0 || withdrawn) await this.escalations.close(invitationId);
    }
    this.relay.nudge(this.escalations.model);
  }

  #raise({ invitationId, meetingId, organisationId, name, class: organisationClass, provinceCode }: Recipient): Promise<void> {
    const now = this.clock.now();
    return this.escalations.raise({ invitationId, meetingId, organisationId, name, class: organisationClass, provinceCode, raisedAt: now.toISOString() }, now);
  }

  async *#silent(meetingId: string): AsyncGenerator<Recipient[]> {
    for (let after = ''; ; ) {
      const page = await this.recipients.silent(meetingId, after, pageSize);
      if (page.length > 0) yield page;
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) return;
      after = last.invitationId;
    }
  }
}
