import { Controller } from '@nestjs/common';
import { type EventOf, OrganisationEnrolled, SiteEnrolled } from '#contracts';
import { HandlesEvent } from '#messaging';
import { ContactStore, organisationContact, siteContact } from './contact.store.js';

@Controller()
export class KeepContactWhenEnrolled {
  constructor(private readonly contacts: ContactStore) {}

  @HandlesEvent(OrganisationEnrolled, { consumer: 'registration', from: 'start' })
  keepOrganisation({ data, revision }: EventOf<typeof OrganisationEnrolled>): Promise<void> {
    return this.contacts.keep(organisationContact(data.organisation.id), data.organisation, revision);
  }

  @HandlesEvent(SiteEnrolled, { consumer: 'registration', from: 'start' })
  keepSite({ data, revision }: EventOf<typeof SiteEnrolled>): Promise<void> {
    return this.contacts.keep(siteContact(data.site.id), data.site, revision);
  }
}
