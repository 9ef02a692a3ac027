import { Controller } from '@nestjs/common';
import {
  ConfirmSiteCheck,
  GetSiteLink,
  type ParsedRequestOf,
  ReadSitePage,
  RenewSiteLink,
  type ReturnOf,
  type SitePage,
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

  @HandlesRpc(GetSiteLink)
  async link({ meetingId, siteId }: ParsedRequestOf<typeof GetSiteLink>): Promise<ReturnOf<typeof GetSiteLink>> {
    return { siteToken: await this.links.tokenOf(meetingId, siteId) };
  }

  @HandlesRpc(RenewSiteLink)
  async renew({ meetingId, siteId }: ParsedRequestOf<typeof RenewSiteLink>): Promise<ReturnOf<typeof RenewSiteLink>> {
    return { version: await this.links.renew(meetingId, siteId) };
  }
}
