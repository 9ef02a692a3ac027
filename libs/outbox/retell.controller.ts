import { Controller, type Type } from '@nestjs/common';
import { type ParsedRequestOf, type ReturnOf, type RetellRegistration } from '#contracts';
import { Continuity, HandlesRpc } from '#messaging';

type Retell = typeof RetellRegistration;

/** Has a service tell everything again by hand. */
export const retellController = (contract: Retell): Type => {
  @Controller()
  class RetellController {
    constructor(private readonly continuity: Continuity) {}

    @HandlesRpc(contract)
    async retell({ asNewest }: ParsedRequestOf<Retell>): Promise<ReturnOf<Retell>> {
      return { told: await this.continuity.retell(asNewest) };
    }
  }
  return RetellController;
};
