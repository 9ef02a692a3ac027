import { Controller } from '@nestjs/common';
import {
  ConfirmSiteCheck,
  CorrectSiteDossier,
  GetSiteLink,
  ListSiteTimes,
  type ParsedRequestOf,
  ReadSitePage,
  RenewSiteLink,
  type ReturnOf,
  SaySiteBusy,
  type SitePage,
  TakeSiteTime,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { SiteLinks } from './site-links.js';
import { SitePages } from './site-pages.js';
import { SiteSays } from './site-says.js';

@Controller()
export class SiteLinkController {
  constructor(
    private readonly links: SiteLinks,
    private readonly pages: SitePages,
    private readonly says: SiteSays,
  ) {}

  @HandlesRpc(ReadSitePage)
  async read({ siteToken }: ParsedRequestOf<typeof ReadSitePage>): Promise<SitePage> {
    return this.pages.of(await this.links.open(siteToken));
  }

  @HandlesRpc(ConfirmSiteCheck)
  confirm({ siteToken, ...confirming }: ParsedRequestOf<typeof ConfirmSiteCheck>): Promise<SitePage> {
    return this.says.confirm(siteToken, confirming);
  }

  @HandlesRpc(ListSiteTimes)
  async times({ siteToken }: ParsedRequestOf<typeof ListSiteTimes>): Promise<ReturnOf<typeof ListSiteTimes>> {
    return { items: await this.says.times(siteToken) };
  }

  @HandlesRpc(TakeSiteTime)
  take({ siteToken, ...taking }: ParsedRequestOf<typeof TakeSiteTime>): Promise<SitePage> {
    return this.says.take(siteToken, taking);
  }

  @HandlesRpc(SaySiteBusy)
  busy({ siteToken, busy }: ParsedRequestOf<typeof SaySiteBusy>): Promise<SitePage> {
    return this.says.busy(siteToken, busy);
  }

  @HandlesRpc(CorrectSiteDossier)
  correct({ siteToken, dossier, expectedRevision }: ParsedRequestOf<typeof CorrectSiteDossier>): Promise<SitePage> {
    return this.says.correct(siteToken, dossier, expectedRevision);
  }

  @HandlesRpc(GetSiteLink)
  async link({ meetingId, siteId }: ParsedRequestOf<typeof GetSiteLink>): Promise<ReturnOf<typeof GetSiteLink>> {
    return { siteToken: await this.links.tokenOf(meetingId, siteId) };
  }

  @HandlesRpc(RenewSiteLink)
  async renew({ meetingId, siteId }: ParsedRequestOf<typeof RenewSiteLink>): Promise<ReturnOf<typeof RenewSiteLink>> {
    return { version: await this.links.renew(meetingId, siteId) };
  }
}
