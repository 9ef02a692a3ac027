import { Injectable } from '@nestjs/common';
import {
  addressesOf,
  type Bilingual,
  type DeliveryKind,
  goesToSeveral,
  isReachable,
  type MailReaders,
  mailsOf,
  type Party,
} from '#contracts';
import { ReadsTogether } from '#platform';
import { usualLanguage } from '#words';
import { type Delivery, DeliveryLedger, type NewDelivery, siteNameOf } from '../ledger/ledger.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import {
  type Contact,
  ContactStore,
  type Recipient,
  RecipientStore,
  siteContact,
} from '../recipient/recipient.module.js';
import { sameAddress } from '../mail/mail.module.js';
import { Suppressions } from '../suppression/suppression.module.js';

type To = Pick<Delivery, 'meetingId' | 'recipientId' | 'content'>;

/** Who is reached at which addresses as things stand now: by what its contacts are there for, and by which of them get mail. */
export type Reach = {
  readonly contact: Contact;
  /** Where mails of a kind go: the first is that of the delivery itself, the others have one each of their own. */
  readonly to: (kind: DeliveryKind) => readonly string[];
  readonly isReachable: boolean;
  /** Whether mail does not arrive at an address. */
  readonly isBad: (address: string) => boolean;
};

/** Where one goes as things stand now; nowhere where what it is for is no address of the recipient's any more. */
export const addressFor = ({ kind, sendTo, alsoTo }: Delivery, { to }: Pick<Reach, 'to'>): string | undefined => {
  if (sendTo !== undefined) return sendTo;
  return alsoTo === undefined ? to(kind)[0] : to(kind).find((address) => sameAddress(address, alsoTo));
};

/** Where the mails to offices and sites go. Look-ups that come together make one trip. */
@Injectable()
export class Addressing {
  readonly #offices = new ReadsTogether<Contact>((ids) => this.#find(ids));

  constructor(
    private readonly recipients: RecipientStore,
    private readonly contacts: ContactStore,
    private readonly suppressions: Suppressions,
    private readonly ledger: DeliveryLedger,
    private readonly meetings: MeetingStore,
  ) {}

  /** Throws not-found 'recipient-not-found' while the invitation's issue is still to come. */
  async of({ meetingId, recipientId, content }: To): Promise<Reach> {
    const siteName = siteNameOf({ content });
    if (siteName !== undefined) return this.ofSite(recipientId, siteName, meetingId);
    const [contact, readers] = await Promise.all([this.#offices.get(recipientId), this.#readersOf(meetingId)]);
    return this.#reach('office', contact ?? (await this.recipients.get(recipientId)), readers);
  }

  /** A site that was never enrolled here has no address. */
  async ofSite(siteId: string, name: Bilingual, meetingId: string): Promise<Reach> {
    const id = siteContact(siteId);
    const [contacts, readers] = await Promise.all([this.contacts.find([id]), this.#readersOf(meetingId)]);
    return this.#reach('site', contacts.get(id) ?? { name, language: usualLanguage }, readers);
  }

  /** Of offices that are at hand, by their invitations. */
  async ofOffices(offices: readonly Recipient[]): Promise<ReadonlyMap<string, Reach>> {
    const contacts = await this.contacts.ofOffices(offices);
    const reached = offices.map(async (office) => {
      const contact = contacts.get(office.invitationId) ?? office;
      return [
        office.invitationId,
        await this.#reach('office', contact, await this.#readersOf(office.meetingId)),
      ] as const;
    });
    return new Map(await Promise.all(reached));
  }

  /** Plans deliveries, each with those to the further addresses of whom it goes to. Planning the same again changes nothing. */
  async plan(plans: readonly NewDelivery[]): Promise<void> {
    const all = await Promise.all(plans.map((plan) => this.#withOthers(plan)));
    await this.ledger.plan(all.flat());
  }

  async #withOthers(plan: NewDelivery): Promise<NewDelivery[]> {
    if (plan.sendTo !== undefined) return [plan];
    const readers = await this.#readersOf(plan.meetingId);
    if (!goesToSeveral(plan.kind, siteNameOf(plan) === undefined ? 'office' : 'site', readers)) return [plan];
    const [, ...others] = (await this.of(plan)).to(plan.kind);
    return [plan, ...others.map((alsoTo) => ({ ...plan, alsoTo }))];
  }

  /** A meeting that is not known yet has its mails sent as usual. */
  async #readersOf(meetingId: string): Promise<MailReaders | undefined> {
    const meeting = await this.meetings.find(meetingId);
    return meeting && mailsOf(meeting).readers;
  }

  async #reach(party: Party, contact: Contact, readers: MailReaders | undefined): Promise<Reach> {
    const isBad = await this.suppressions.now();
    return {
      contact,
      to: (kind) => addressesOf(kind, { party, listed: contact, isBad, readers }),
      isReachable: isReachable(party, contact, isBad),
      isBad,
    };
  }

  async #find(invitationIds: readonly string[]): Promise<ReadonlyMap<string, Contact>> {
    return this.contacts.ofOffices([...(await this.recipients.find(invitationIds)).values()]);
  }
}
