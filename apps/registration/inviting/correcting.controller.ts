import { Controller } from '@nestjs/common';
import { AssignContact, type ParsedRequestOf, type ReturnOf, SaveOrganisation } from '#contracts';
import { HandlesRpc } from '#messaging';
import { AssigningService } from './assigning.service.js';
import { CorrectingService } from './correcting.service.js';

@Controller()
export class CorrectingController {
  constructor(
    private readonly correcting: CorrectingService,
    private readonly assigning: AssigningService,
  ) {}

  @HandlesRpc(SaveOrganisation)
  save(request: ParsedRequestOf<typeof SaveOrganisation>): Promise<ReturnOf<typeof SaveOrganisation>> {
    return this.correcting.save(request);
  }

  @HandlesRpc(AssignContact)
  assign(request: ParsedRequestOf<typeof AssignContact>): Promise<ReturnOf<typeof AssignContact>> {
    return this.assigning.assign(request);
  }
}
