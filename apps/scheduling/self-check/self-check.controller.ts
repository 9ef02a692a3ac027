import { Controller } from '@nestjs/common';
import {
  KeepSelfCheck,
  KeepUnreachedSelfCheck,
  ListSelfChecks,
  type ParsedRequestOf,
  type ReturnOf,
  type SelfCheck,
} from '#contracts';
import { confinedTo, HandlesRpc } from '#messaging';
import { SiteStore } from '../site/site.module.js';
import { SelfCheckService } from './self-check.service.js';
import { SelfCheckStore } from './self-check.store.js';

@Controller()
export class SelfCheckController {
  constructor(
    private readonly selfChecks: SelfCheckService,
    private readonly store: SelfCheckStore,
    private readonly sites: SiteStore,
  ) {}

  @HandlesRpc(KeepSelfCheck)
  keep({ siteToken, sessionId, ...found }: ParsedRequestOf<typeof KeepSelfCheck>): Promise<SelfCheck> {
    return this.selfChecks.keep(siteToken, found, sessionId);
  }

  @HandlesRpc(KeepUnreachedSelfCheck)
  keepUnreached({ siteToken, ...found }: ParsedRequestOf<typeof KeepUnreachedSelfCheck>): Promise<SelfCheck> {
    return this.selfChecks.keep(siteToken, { ...found, measured: {} });
  }

  @HandlesRpc(ListSelfChecks)
  async list({ meetingId, siteId }: ParsedRequestOf<typeof ListSelfChecks>): Promise<ReturnOf<typeof ListSelfChecks>> {
    const items = await (siteId === undefined
      ? this.store.lastOfEach(meetingId)
      : this.store.ofSite(meetingId, siteId));
    const only = confinedTo();
    if (only === undefined) return { items };
    const sites = await this.sites.namesOf(items.map((each) => each.siteId));
    return { items: items.filter((each) => sites.get(each.siteId)?.provinceCode === only) };
  }
}
