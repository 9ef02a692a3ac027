import { Controller } from '@nestjs/common';
import { type ParsedRequestOf, type ReplyOf, RetellScheduling } from '#contracts';
import { Continuity, HandlesRpc } from '#messaging';

@Controller()
export class RetellController {
  constructor(private readonly continuity: Continuity) {}

  @HandlesRpc(RetellScheduling)
  async retell({ asNewest }: ParsedRequestOf<typeof RetellScheduling>): Promise<ReplyOf<typeof RetellScheduling>> {
    return { told: await this.continuity.retell(asNewest) };
  }
}
