import { Controller } from '@nestjs/common';
import { DecideOverdueMails, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { HoldingService } from './holding.service.js';

@Controller()
export class HoldingController {
  constructor(private readonly holding: HoldingService) {}

  @HandlesRpc(DecideOverdueMails)
  decide(request: ParsedRequestOf<typeof DecideOverdueMails>): Promise<ReturnOf<typeof DecideOverdueMails>> {
    return this.holding.decide(request);
  }
}
