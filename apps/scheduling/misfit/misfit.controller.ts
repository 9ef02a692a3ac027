import { Controller } from '@nestjs/common';
import { type CheckMisfits, FindCheckMisfits, type ParsedRequestOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { MisfitService } from './misfit.service.js';

@Controller()
export class MisfitController {
  constructor(private readonly misfits: MisfitService) {}

  @HandlesRpc(FindCheckMisfits)
  find(request: ParsedRequestOf<typeof FindCheckMisfits>): Promise<CheckMisfits> {
    return this.misfits.find(request);
  }
}
