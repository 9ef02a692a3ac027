import { Injectable } from '@nestjs/common';
import { type CancelReason, DeliveryKind, type Meeting, type SiteReadiness } from '#contracts';
import { ReadsTogether } from '#platform';
import { MeetingStore } from '../meeting/meeting.module.js';
import { Addressing, type Reach } from '../addressing/addressing.module.js';
import { type Recipient, RecipientStore } from '../recipient/recipient.module.js';
import { type Delivery, DeliveryStore } from '../ledger/ledger.module.js';
import { type InvitationStanding } from './kind.js';
import { mailKinds, whyNeedless } from './kinds.js';

/** How an invitation, or a site, stands, by whoever knows it. */
export abstract class Standings {
  /** With what the office said in the revision asked for. */
  abstract get(invitationId: string, responseRevision?: number): Promise<InvitationStanding>;
  /** The reply code, as people read it. */
  abstract code(invitationId: string): Promise<string>;
  /** Where the sites of a meeting stand. */
  abstract sites(meetingId: string): Promise<readonly SiteReadiness[]>;
  /** The text that a site's link at a meeting is made of. */
  abstract siteToken(meetingId: string, siteId: string): Promise<string>;
}

/** What a mail is written from. Look-ups that come together make one trip. */
@Injectable()
export class DeliveryFacts {
  readonly #recipients = new ReadsTogether<Recipient>((ids) => this.recipients.find(ids));

  constructor(
    private readonly meetings: MeetingStore,
    private readonly recipients: RecipientStore,
    private readonly addressing: Addressing,
    private readonly deliveries: DeliveryStore,
    private readonly standings: Standings,
  ) {}

  meeting(meetingId: string): Promise<Meeting> {
    return this.meetings.get(meetingId);
  }

  /** Where whom it goes to is reached now. Throws not-found 'recipient-not-found' while the invitation's issue is still to come. */
  reach(delivery: Delivery): Promise<Reach> {
    return this.addressing.of(delivery);
  }

  standing(invitationId: string, responseRevision?: number): Promise<InvitationStanding> {
    return this.standings.get(invitationId, responseRevision);
  }

  /** Where a site stands; nothing where scheduling knows of none. */
  async readiness(meetingId: string, siteId: string): Promise<SiteReadiness | undefined> {
    return (await this.standings.sites(meetingId)).find((each) => each.siteId === siteId);
  }

  siteToken({ meetingId, recipientId }: Delivery): Promise<string> {
    return this.standings.siteToken(meetingId, recipientId);
  }

  replyCode(invitationId: string): Promise<string> {
    return this.standings.code(invitationId);
  }

  /** Until when the mail is of use, by the meeting as it is known here now. */
  async usefulUntil(delivery: Delivery): Promise<string> {
    return mailKinds[delivery.kind].usefulUntil(delivery, await this.meeting(delivery.meetingId));
  }

  /** Why nobody waits for the mail any more, by what has been heard here. */
  async whyNeedless({ kind, meetingId, recipientId }: Delivery): Promise<CancelReason | undefined> {
    const [meeting, recipient] = await Promise.all([this.meeting(meetingId), this.#recipients.get(recipientId)]);
    return whyNeedless({ kind, recipient, meetingCancelled: meeting.status === 'cancelled' });
  }

  /** The same recipient's other deliveries at the meeting. */
  async others({ id, meetingId, recipientId }: Delivery): Promise<Delivery[]> {
    return (await this.deliveries.ofRecipient(meetingId, recipientId, DeliveryKind.options)).filter(
      (each) => each.id !== id,
    );
  }
}
