import { Injectable } from '@nestjs/common';
import { type Bilingual, type DeliveryKind } from '#contracts';
import { ReadsTogether } from '#platform';
import { usualLanguage } from '#words';
import { type Delivery, DeliveryLedger, type NewDelivery, siteNameOf } from '../ledger/ledger.module.js';
import {
  type Contact,
  ContactStore,
  type Recipient,
  RecipientStore,
  siteContact,
} from '../recipient/recipient.module.js';
import { sameAddress } from '../mail/mail.module.js';
import { Suppressions } from '../suppression/suppression.module.js';
import { addressesOf, goesToSeveral, isReachable, type Party } from './readers.js';

type To = Pick<Delivery, 'recipientId' | 'content'>;

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
  ) {}

  /** Throws not-found 'recipient-not-found' while the invitation's issue is still to come. */
  async of({ recipientId, content }: To): Promise<Reach> {
    const siteName = siteNameOf({ content });
    return siteName === undefined
      ? this.#reach('office', (await this.#offices.get(recipientId)) ?? (await this.recipients.get(recipientId)))
      : this.ofSite(recipientId, siteName);
  }

  /** A site that was never enrolled here has no address. */
  async ofSite(siteId: string, name: Bilingual): Promise<Reach> {
    const id = siteContact(siteId);
    return this.#reach('site', (await this.contacts.find([id])).get(id) ?? { name, language: usualLanguage });
  }

  /** Of offices that are at hand, by their invitations. */
  async ofOffices(offices: readonly Recipient[]): Promise<ReadonlyMap<string, Reach>> {
    const contacts = await this.contacts.ofOffices(offices);
    const reached = offices.map(
      async (office) =>
        [office.invitationId, await this.#reach('office', contacts.get(office.invitationId) ?? office)] as const,
    );
    return new Map(await Promise.all(reached));
  }

  /** Plans deliveries, each with those to the further addresses of whom it goes to. Planning the same again changes nothing. */
  async plan(plans: readonly NewDelivery[]): Promise<void> {
    const all = await Promise.all(plans.map((plan) => this.#withOthers(plan)));
    await this.ledger.plan(all.flat());
  }

  async #withOthers(plan: NewDelivery): Promise<NewDelivery[]> {
    if (!goesToSeveral(plan.kind, siteNameOf(plan) === undefined ? 'office' : 'site')) return [plan];
    const [, ...others] = (await this.of(plan)).to(plan.kind);
    return [plan, ...others.map((alsoTo) => ({ ...plan, alsoTo }))];
  }

  async #reach(party: Party, contact: Contact): Promise<Reach> {
    const isBad = await this.suppressions.now();
    return {
      contact,
      to: (kind) => addressesOf(kind, party, contact, isBad),
      isReachable: isReachable(party, contact, isBad),
      isBad,
    };
  }

  async #find(invitationIds: readonly string[]): Promise<ReadonlyMap<string, Contact>> {
    return this.contacts.ofOffices([...(await this.recipients.find(invitationIds)).values()]);
  }
}
