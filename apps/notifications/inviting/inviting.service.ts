import { Injectable } from '@nestjs/common';
import { Clock } from '#platform';
import { type AgainContent, sameAddress } from '../mail/mail.module.js';
import { Addressing } from '../addressing/addressing.module.js';
import {
  type Delivery,
  DeliveryLedger,
  DeliveryStore,
  isDueAlso,
  isDueAnew,
  type NewDelivery,
  nextOrdinal,
} from '../ledger/ledger.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { type Recipient } from '../recipient/recipient.module.js';

const issueOf = ({ content }: Delivery): number => content?.again?.linkVersion ?? 0;

/** Sees to it that each invited office has its invitation at the addresses where it is reached now. */
@Injectable()
export class InvitingService {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly meetings: MeetingStore,
    private readonly addressing: Addressing,
    private readonly clock: Clock,
  ) {}

  /** Plans what is missing; again, it finds nothing missing. `again`: issued anew after it was withdrawn, whatever had been sent before. */
  async invite(recipients: readonly Recipient[], again?: AgainContent): Promise<void> {
    const reaches = await this.addressing.ofOffices(recipients);
    for (const recipient of recipients) {
      if (!(await this.#stands(recipient))) continue;
      const reach = reaches.get(recipient.invitationId);
      const [address, ...further] = reach?.to('invitation') ?? [];
      const { meetingId, invitationId: recipientId } = recipient;
      const mails = await this.deliveries.ofRecipient(meetingId, recipientId, ['invitation']);
      const issue = again?.linkVersion ?? Math.max(0, ...mails.map(issueOf));
      const same = mails.filter((mail) => issueOf(mail) === issue);
      const invitation: Omit<NewDelivery, 'ordinal'> = {
        meetingId,
        recipientId,
        kind: 'invitation',
        language: reach?.contact.language ?? recipient.language,
        dueAt: this.clock.now().toISOString(),
        ...(issue > 0 && { content: { again: { linkVersion: issue } } }),
      };
      const own = mails.filter(({ alsoTo }) => alsoTo === undefined);
      const due = isDueAnew({ mails: same, address, knownBefore: recipient.email })
        ? [{ ...invitation, ordinal: nextOrdinal(own) }]
        : [];
      const also = further
        .filter((each) => isDueAlso(same, each))
        .map((alsoTo) => {
          const there = mails.filter((mail) => sameAddress(mail.alsoTo, alsoTo));
          return { ...invitation, alsoTo, ordinal: nextOrdinal(there) };
        });
      if (due.length + also.length > 0) await this.ledger.plan([...due, ...also]);
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
