import { Controller } from '@nestjs/common';
import {
  GiveOpinion,
  ListOpinions,
  type ParsedRequestOf,
  RecordDeskOpinion,
  type ReturnOf,
  WithdrawOpinion,
  WithdrawOwnOpinion,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { OpinionService } from './opinion.service.js';

@Controller()
export class OpinionController {
  constructor(private readonly opinions: OpinionService) {}

  @HandlesRpc(GiveOpinion)
  give(request: ParsedRequestOf<typeof GiveOpinion>): Promise<ReturnOf<typeof GiveOpinion>> {
    return this.opinions.giveByLink(request);
  }

  @HandlesRpc(WithdrawOwnOpinion)
  withdrawOwn(request: ParsedRequestOf<typeof WithdrawOwnOpinion>): Promise<ReturnOf<typeof WithdrawOwnOpinion>> {
    return this.opinions.withdrawByLink(request);
  }

  @HandlesRpc(RecordDeskOpinion)
  record(request: ParsedRequestOf<typeof RecordDeskOpinion>): Promise<ReturnOf<typeof RecordDeskOpinion>> {
    return this.opinions.recordAtDesk(request);
  }

  @HandlesRpc(WithdrawOpinion)
  withdraw(request: ParsedRequestOf<typeof WithdrawOpinion>): Promise<ReturnOf<typeof WithdrawOpinion>> {
    return this.opinions.withdraw(request);
  }

  @HandlesRpc(ListOpinions)
  list(request: ParsedRequestOf<typeof ListOpinions>): Promise<ReturnOf<typeof ListOpinions>> {
    return this.opinions.list(request);
  }
}
