import { Controller } from '@nestjs/common';
import { type EventOf, SiteEnrolled } from '#contracts';
import { HandlesEvent } from '#messaging';
import { FollowingService } from '../inviting/inviting.module.js';

/** A site's corrected name follows into the invitations that name it. */
@Controller()
export class FollowWhenSiteEnrolled {
  constructor(private readonly following: FollowingService) {}

  @HandlesEvent(SiteEnrolled, { consumer: 'follow-site', from: 'start' })
  handle({ data, revision, by }: EventOf<typeof SiteEnrolled>): Promise<void> {
    return this.following.followSite(data.site, { revision, by });
  }
}
