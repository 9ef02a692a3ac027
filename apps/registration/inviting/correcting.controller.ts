import { Controller } from '@nestjs/common';
import { type ParsedRequestOf, type ReturnOf, SaveOrganisation } from '#contracts';
import { HandlesRpc } from '#messaging';
import { CorrectingService } from './correcting.service.js';

@Controller()
export class CorrectingController {
  constructor(private readonly correcting: CorrectingService) {}

  @HandlesRpc(SaveOrganisation)
  save(request: ParsedRequestOf<typeof SaveOrganisation>): Promise<ReturnOf<typeof SaveOrganisation>> {
    return this.correcting.save(request);
  }
}
