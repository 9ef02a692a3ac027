import { Controller } from '@nestjs/common';
import {
  type EventOf,
  type Organisation,
  OrganisationEnrolled,
  OrganisationMerged,
  OrganisationsEnrolled,
  type RenewedLink,
  SiteEnrolled,
} from '#contracts';
import { HandlesEvent } from '#messaging';
import { inEraOf } from '#persistence';
import { AppointmentService } from '../appointment/appointment.module.js';
import {
  ContactStore,
  mobileOf,
  organisationContact,
  RecipientStore,
  siteContact,
} from '../recipient/recipient.module.js';
import { InvitingService } from '../inviting/inviting.module.js';

/** Mails that are still to go follow the contact by themselves; what went elsewhere, or nowhere, goes to the new address, and all of it once more whose link was made void. */
@Controller()
export class KeepContactWhenEnrolled {
  constructor(
    private readonly contacts: ContactStore,
    private readonly recipients: RecipientStore,
    private readonly inviting: InvitingService,
    private readonly appointments: AppointmentService,
  ) {}

  @HandlesEvent(OrganisationEnrolled, { consumer: 'registration', from: 'start' })
  keepOrganisation({ data, revision }: EventOf<typeof OrganisationEnrolled>): Promise<void> {
    return this.#keep([{ organisation: data.organisation, revision }], data.renewed);
  }

  @HandlesEvent(OrganisationsEnrolled, { consumer: 'registration', from: 'start' })
  keepOrganisations(event: EventOf<typeof OrganisationsEnrolled>): Promise<void> {
    return this.#keep(event.data.organisations.map((each) => ({ ...each, revision: inEraOf(event, each.revision) })));
  }

  async #keep(
    enrolled: readonly { readonly organisation: Organisation; readonly revision: number }[],
    renewed: readonly RenewedLink[] = [],
  ): Promise<void> {
    await this.contacts.keep(
      enrolled.map(({ organisation: contact, revision }) => ({
        id: organisationContact(contact.id),
        contact: { ...contact, mobile: mobileOf(contact) },
        revision,
      })),
    );
    const recipients = await this.recipients.ofOrganisations(enrolled.map(({ organisation }) => organisation.id));
    const versions = new Map(renewed.map((each) => [each.invitationId, each.linkVersion]));
    await this.inviting.invite(recipients.filter(({ invitationId }) => !versions.has(invitationId)));
    for (const recipient of recipients) {
      const linkVersion = versions.get(recipient.invitationId);
      if (linkVersion !== undefined) await this.inviting.invite([recipient], { linkVersion });
    }
  }

  /** What is still to go to an office that was merged goes to the one that it was merged into. */
  @HandlesEvent(OrganisationMerged, { consumer: 'registration', from: 'start' })
  async keepSuccessor({ data: { organisation, into }, revision }: EventOf<typeof OrganisationMerged>): Promise<void> {
    await this.contacts.keep([
      { id: organisationContact(organisation.id), contact: { ...into, mobile: mobileOf(into) }, revision },
    ]);
  }

  @HandlesEvent(SiteEnrolled, { consumer: 'registration', from: 'start' })
  async keepSite({ data: { site }, revision }: EventOf<typeof SiteEnrolled>): Promise<void> {
    await this.contacts.keep([{ id: siteContact(site.id), contact: site, revision }]);
    await this.appointments.follow(site.id);
  }
}
