import { Controller } from '@nestjs/common';
import { ListCallList, ListCalls, type ParsedRequestOf, RecordCall, type ReturnOf } from '#contracts';
import { confinedTo, HandlesRpc } from '#messaging';
import { CallService } from './call.service.js';
import { EscalationStore } from './escalation.store.js';

@Controller()
export class CallListController {
  constructor(
    private readonly escalations: EscalationStore,
    private readonly calls: CallService,
  ) {}

  @HandlesRpc(ListCallList)
  list(request: ParsedRequestOf<typeof ListCallList>): Promise<ReturnOf<typeof ListCallList>> {
    return this.escalations.page(request, confinedTo());
  }

  @HandlesRpc(RecordCall)
  record(request: ParsedRequestOf<typeof RecordCall>): Promise<ReturnOf<typeof RecordCall>> {
    return this.calls.record(request);
  }

  @HandlesRpc(ListCalls)
  async ofInvitation({ invitationId }: ParsedRequestOf<typeof ListCalls>): Promise<ReturnOf<typeof ListCalls>> {
    return { items: await this.calls.list(invitationId) };
  }
}
