import { Controller } from '@nestjs/common';
import { OfferSelfCheck, type ParsedRequestOf, ReadSitePage, type ReturnOf } from '#contracts';
import { HandlesRpc, RpcClient } from '#messaging';
import { conflict } from '#platform';
import { Sessions } from './sessions.js';

@Controller()
export class OfferController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly sessions: Sessions,
  ) {}

  /** Whose link it is says scheduling, which knows whether it is void. */
  @HandlesRpc(OfferSelfCheck)
  async offer({ siteToken, sdp }: ParsedRequestOf<typeof OfferSelfCheck>): Promise<ReturnOf<typeof OfferSelfCheck>> {
    const { closedBecause } = await this.rpc.call(ReadSitePage, { siteToken });
    if (closedBecause !== undefined) throw conflict('self-check-closed');
    return this.sessions.open(siteToken, sdp);
  }
}
