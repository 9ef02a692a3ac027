import { Controller } from '@nestjs/common';
import { type EventOf, OrganisationEnrolled, OrganisationMerged, SiteEnrolled } from '#contracts';
import { HandlesEvent } from '#messaging';
import { AppointmentService } from '../appointment/appointment.module.js';
import { ContactStore, organisationContact, RecipientStore, siteContact } from '../recipient/recipient.module.js';
import { InvitingService } from '../inviting/inviting.module.js';

/** Mails that are still to go follow the contact by themselves; what went elsewhere, or nowhere, goes to the new address. */
@Controller()
export class KeepContactWhenEnrolled {
  constructor(
    private readonly contacts: ContactStore,
    private readonly recipients: RecipientStore,
    private readonly inviting: InvitingService,
    private readonly appointments: AppointmentService,
  ) {}

  @HandlesEvent(OrganisationEnrolled, { consumer: 'registration', from: 'start' })
  async keepOrganisation({ data: { organisation }, revision }: EventOf<typeof OrganisationEnrolled>): Promise<void> {
    await this.contacts.keep(organisationContact(organisation.id), organisation, revision);
    await this.inviting.invite(await this.recipients.ofOrganisation(organisation.id));
  }

  /** What is still to go to an office that was merged goes to the one that it was merged into. */
  @HandlesEvent(OrganisationMerged, { consumer: 'registration', from: 'start' })
  async keepSuccessor({ data: { organisation, into }, revision }: EventOf<typeof OrganisationMerged>): Promise<void> {
    await this.contacts.keep(organisationContact(organisation.id), into, revision);
  }

  @HandlesEvent(SiteEnrolled, { consumer: 'registration', from: 'start' })
  async keepSite({ data: { site }, revision }: EventOf<typeof SiteEnrolled>): Promise<void> {
    await this.contacts.keep(siteContact(site.id), site, revision);
    await this.appointments.follow(site.id);
  }
}
