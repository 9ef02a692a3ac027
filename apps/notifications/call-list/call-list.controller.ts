import { Controller } from '@nestjs/common';
import { ListCallList, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { confinedTo, HandlesRpc } from '#messaging';
import { EscalationStore } from './escalation.store.js';

@Controller()
export class CallListController {
  constructor(private readonly escalations: EscalationStore) {}

  @HandlesRpc(ListCallList)
  list(request: ParsedRequestOf<typeof ListCallList>): Promise<ReturnOf<typeof ListCallList>> {
    return this.escalations.page(request, confinedTo());
  }
}
