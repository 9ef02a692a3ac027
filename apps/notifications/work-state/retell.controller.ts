import { Controller } from '@nestjs/common';
import { type ParsedRequestOf, type ReplyOf, RetellNotifications } from '#contracts';
import { Continuity, HandlesRpc } from '#messaging';

@Controller()
export class RetellController {
  constructor(private readonly continuity: Continuity) {}

  @HandlesRpc(RetellNotifications)
  async retell({ asNewest }: ParsedRequestOf<typeof RetellNotifications>): Promise<ReplyOf<typeof RetellNotifications>> {
    return { told: await this.continuity.retell(asNewest) };
  }
}
