import { Controller } from '@nestjs/common';
import { ListAhead, LookAhead, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { AheadService } from './ahead.service.js';

@Controller()
export class AheadController {
  constructor(private readonly ahead: AheadService) {}

  @HandlesRpc(LookAhead)
  look(request: ParsedRequestOf<typeof LookAhead>): Promise<ReturnOf<typeof LookAhead>> {
    return this.ahead.look(request);
  }

  @HandlesRpc(ListAhead)
  list(request: ParsedRequestOf<typeof ListAhead>): Promise<ReturnOf<typeof ListAhead>> {
    return this.ahead.list(request);
  }
}
