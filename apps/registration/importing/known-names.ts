import { Injectable } from '@nestjs/common';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ClassNameStore, OrganisationStore, SiteStore } from '../organisation/organisation.module.js';
import { Classes, Sites } from './directory.js';

/** What classes and sites are called, for whoever reads a list or writes one. */
@Injectable()
export class KnownNames {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly organisations: OrganisationStore,
    private readonly siteStore: SiteStore,
    private readonly classNames: ClassNameStore,
  ) {}

  /** The classes of one meeting, of all others, and those that lists brought: what one of them calls a class is known. */
  async classes(meetingId?: string): Promise<Classes> {
    const [meetings, brought, offices] = await Promise.all([
      this.meetings.list(),
      this.classNames.all(),
      this.organisations.countByClass(),
    ]);
    const own = meetings.filter(({ id }) => id === meetingId);
    const unnamed = [...offices.keys()].map((id) => ({ class: id, name: { th: id } }));
    return new Classes([...[...own, ...meetings].flatMap((meeting) => meeting.classes), ...brought, ...unnamed]);
  }

  async sites(): Promise<Sites> {
    return new Sites(await this.siteStore.all());
  }
}
