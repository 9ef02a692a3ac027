import { Injectable } from '@nestjs/common';
import { Clock } from '#platform';
import { type AgainContent } from '../mail/mail.module.js';
import { type Delivery, DeliveryLedger, DeliveryStore, isDueAnew, nextOrdinal } from '../ledger/ledger.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ContactStore, type Recipient } from '../recipient/recipient.module.js';

const issueOf = ({ content }: Delivery): number => content?.again?.linkVersion ?? 0;

/** Sees to it that each invited office has its invitation at the address where it is reached now. */
@Injectable()
export class InvitingService {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly meetings: MeetingStore,
    private readonly contacts: ContactStore,
    private readonly clock: Clock,
  ) {}

  /** Plans what is missing; again, it finds nothing missing. `again`: issued anew after it was withdrawn, whatever had been sent before. */
  async invite(recipients: readonly Recipient[], again?: AgainContent): Promise<void> {
    const contacts = await this.contacts.ofOffices(recipients);
    for (const recipient of recipients) {
      if (!(await this.#stands(recipient))) continue;
      const contact = contacts.get(recipient.invitationId) ?? recipient;
      const { meetingId, invitationId: recipientId } = recipient;
      const mails = await this.deliveries.ofRecipient(meetingId, recipientId, ['invitation']);
      const issue = again?.linkVersion ?? Math.max(0, ...mails.map(issueOf));
      const same = mails.filter((mail) => issueOf(mail) === issue);
      if (!isDueAnew({ mails: same, address: contact.email, knownBefore: recipient.email })) continue;
      const dueAt = this.clock.now().toISOString();
      await this.ledger.plan([
        {
          meetingId,
          recipientId,
          kind: 'invitation',
          ordinal: nextOrdinal(mails),
          language: contact.language,
          dueAt,
          ...(issue > 0 && { content: { again: { linkVersion: issue } } }),
        },
      ]);
    }
  }

  /** A meeting that is not known yet is on its way, so the invitation stands. */
  async #stands({ withdrawn, meetingId }: Recipient): Promise<boolean> {
    if (withdrawn) return false;
    const meeting = await this.meetings.find(meetingId);
    return (
      meeting === undefined || (meeting.status !== 'cancelled' && this.clock.now().toISOString() <= meeting.startsAt)
    );
  }
}
