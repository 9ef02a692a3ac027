import { Injectable } from '@nestjs/common';
import { type Bilingual, type CancelReason, DeliveryKind, GetInvitationStanding, type Meeting } from '#contracts';
import { usualLanguage } from '#words';
import { RpcClient } from '#messaging';
import { ReadsTogether } from '#platform';
import { MeetingStore } from '../meeting/meeting.module.js';
import {
  type Contact,
  ContactStore,
  type Recipient,
  RecipientStore,
  siteContact,
} from '../recipient/recipient.module.js';
import { type AppointmentHistory, appointmentHistory } from './appointment-history.js';
import { type Delivery, DeliveryStore } from '../ledger/ledger.module.js';
import { type InvitationStanding } from './kind.js';
import { mailKinds, whyNeedless } from './kinds.js';

/** How an invitation stands, by whoever knows it. */
export abstract class Standings {
  /** With what the office said in the revision asked for. */
  abstract get(invitationId: string, responseRevision?: number): Promise<InvitationStanding>;
}

/** Registration knows: its answer is the one that counts. */
@Injectable()
export class RegistrationStandings extends Standings {
  constructor(private readonly rpc: RpcClient) {
    super();
  }

  get(invitationId: string, responseRevision?: number): Promise<InvitationStanding> {
    return this.rpc.call(GetInvitationStanding, {
      invitationId,
      ...(responseRevision !== undefined && { responseRevision }),
    });
  }
}

/** What a mail is written from. Look-ups that come together make one trip. */
@Injectable()
export class DeliveryFacts {
  readonly #offices = new ReadsTogether<Contact>((ids) => this.#findOffices(ids));
  readonly #recipients = new ReadsTogether<Recipient>((ids) => this.recipients.find(ids));

  constructor(
    private readonly meetings: MeetingStore,
    private readonly recipients: RecipientStore,
    private readonly contacts: ContactStore,
    private readonly deliveries: DeliveryStore,
    private readonly standings: Standings,
  ) {}

  meeting(meetingId: string): Promise<Meeting> {
    return this.meetings.get(meetingId);
  }

  /** Throws not-found 'recipient-not-found' while the invitation's issue is still to come. */
  async office(invitationId: string): Promise<Contact> {
    return (await this.#offices.get(invitationId)) ?? this.recipients.get(invitationId);
  }

  standing(invitationId: string, responseRevision?: number): Promise<InvitationStanding> {
    return this.standings.get(invitationId, responseRevision);
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

  /** A site that was never enrolled here has no address. */
  async site(siteId: string, name: Bilingual): Promise<Contact> {
    const id = siteContact(siteId);
    return (await this.contacts.find([id])).get(id) ?? { name, language: usualLanguage };
  }

  /** The same recipient's other deliveries at the meeting. */
  async others({ id, meetingId, recipientId }: Delivery): Promise<Delivery[]> {
    return (await this.deliveries.ofRecipient(meetingId, recipientId, DeliveryKind.options)).filter(
      (each) => each.id !== id,
    );
  }

  /** What the ledger has on a site's appointments beside this mail. */
  async appointments(delivery: Delivery): Promise<AppointmentHistory> {
    return appointmentHistory(delivery, await this.others(delivery));
  }

  async #findOffices(invitationIds: readonly string[]): Promise<ReadonlyMap<string, Contact>> {
    return this.contacts.ofOffices([...(await this.recipients.find(invitationIds)).values()]);
  }
}
