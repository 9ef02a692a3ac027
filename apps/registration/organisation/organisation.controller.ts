import { Controller } from '@nestjs/common';
import {
  EnrolOrganisations,
  EnrolSites,
  GetOrganisation,
  GetSite,
  ListOrganisations,
  ListSites,
  type ParsedRequestOf,
  type ReturnOf,
  SaveSite,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { DirectoryService } from './directory.service.js';
import { EnrolmentService } from './enrolment.service.js';

@Controller()
export class OrganisationController {
  constructor(
    private readonly enrolment: EnrolmentService,
    private readonly directory: DirectoryService,
  ) {}

  @HandlesRpc(ListOrganisations)
  list(request: ParsedRequestOf<typeof ListOrganisations>): Promise<ReturnOf<typeof ListOrganisations>> {
    return this.directory.list(request);
  }

  @HandlesRpc(GetOrganisation)
  organisation({ organisationId }: ParsedRequestOf<typeof GetOrganisation>): Promise<ReturnOf<typeof GetOrganisation>> {
    return this.directory.organisation(organisationId);
  }

  @HandlesRpc(ListSites)
  async listSites(): Promise<ReturnOf<typeof ListSites>> {
    return { items: await this.directory.listSites() };
  }

  @HandlesRpc(GetSite)
  site({ siteId }: ParsedRequestOf<typeof GetSite>): Promise<ReturnOf<typeof GetSite>> {
    return this.directory.site(siteId);
  }

  @HandlesRpc(SaveSite)
  saveSite(request: ParsedRequestOf<typeof SaveSite>): Promise<ReturnOf<typeof SaveSite>> {
    return this.directory.saveSite(request);
  }

  @HandlesRpc(EnrolSites)
  enrolSites({ sites }: ParsedRequestOf<typeof EnrolSites>): Promise<ReturnOf<typeof EnrolSites>> {
    return this.enrolment.enrolSites(sites);
  }

  @HandlesRpc(EnrolOrganisations)
  enrolOrganisations({
    organisations,
  }: ParsedRequestOf<typeof EnrolOrganisations>): Promise<ReturnOf<typeof EnrolOrganisations>> {
    return this.enrolment.enrolOrganisations(organisations);
  }
}
