import { Controller } from '@nestjs/common';
import { EnrolOrganisations, EnrolSites, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { EnrolmentService } from './enrolment.service.js';

@Controller()
export class OrganisationController {
  constructor(private readonly enrolment: EnrolmentService) {}

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
