import { Injectable } from '@nestjs/common';
import { type Due, type DueWork } from '#outbox';
import { AnnouncementStore } from '../announcement/announcement.module.js';
import { DigestService } from '../digest/digest.module.js';
import { InboundStore } from '../inbound/inbound.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { RunStore } from '../reminder/reminder.module.js';
import { MailWork } from '../sending/sending.module.js';
import { ShortMessages } from '../short-message/short-message.module.js';

@Injectable()
export class NotificationsDue implements DueWork {
  constructor(
    private readonly mails: MailWork,
    private readonly runs: RunStore,
    private readonly meetings: MeetingStore,
    private readonly inbound: InboundStore,
    private readonly announcements: AnnouncementStore,
    private readonly digests: DigestService,
    private readonly shortMessages: ShortMessages,
  ) {}

  /** What a run plans is seen as due before the run counts as done: so meetings first, then runs, then mails; and first of all what came, of which any may follow. */
  async at(at: Date): Promise<Due> {
    const now = at.toISOString();
    const came = await this.inbound.countToSort();
    const unfollowed = await this.meetings.countUnfollowed();
    const announcements = await this.announcements.countUnplanned();
    const digests = await this.digests.work(now);
    const runs = await this.runs.work(now);
    const messages = await this.shortMessages.work(now);
    const mails = await this.mails.pending(now);
    const [nextDueAt] = [runs.nextDueAt, digests.nextDueAt, ...mails.nextDueAt]
      .filter((each) => each !== undefined)
      .sort();
    const due = came + unfollowed + announcements + digests.due + runs.due + messages.due + mails.due;
    return { due, held: mails.held + messages.held, nextDueAt };
  }
}
