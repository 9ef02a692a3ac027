import { Controller } from '@nestjs/common';
import { type ParsedRequestOf, type ReplyOf, RetellRegistration } from '#contracts';
import { Continuity, HandlesRpc } from '#messaging';

@Controller()
export class RetellController {
  constructor(private readonly continuity: Continuity) {}

  @HandlesRpc(RetellRegistration)
  async retell({ asNewest }: ParsedRequestOf<typeof RetellRegistration>): Promise<ReplyOf<typeof RetellRegistration>> {
    return { told: await this.continuity.retell(asNewest) };
  }
}
