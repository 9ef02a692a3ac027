import { Controller } from '@nestjs/common';
import { GetNotificationsWorkState, type ReplyOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { MessagingWork } from '#outbox';
import { Clock } from '#platform';
import { MailWork } from '../sending/sending.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { RunStore } from '../reminder/reminder.module.js';

@Controller()
export class WorkStateController {
  constructor(
    private readonly work: MessagingWork,
    private readonly mails: MailWork,
    private readonly runs: RunStore,
    private readonly meetings: MeetingStore,
    private readonly clock: Clock,
  ) {}

  /** What an event or a run plans is seen as due before the event or run counts as done: so events first, meetings, runs, deliveries, then the outbox. */
  @HandlesRpc(GetNotificationsWorkState)
  async get(): Promise<ReplyOf<typeof GetNotificationsWorkState>> {
    const now = this.clock.now().toISOString();
    const before = await this.work.pending();
    const unfollowed = await this.meetings.countUnfollowed();
    const runs = await this.runs.work(now);
    const mails = await this.mails.pending(now);
    const after = await this.work.pending();
    const outbox = Math.max(before.outbox, after.outbox);
    const unhandled = Math.max(before.unhandled, after.unhandled);
    const due = unfollowed + runs.due + mails.due;
    const [nextDueAt] = [runs.nextDueAt, ...mails.nextDueAt].filter((each) => each !== undefined).sort();
    return { idle: outbox + unhandled + due === 0, outbox, unhandled, due, ...(mails.held > 0 && { held: mails.held }), ...(nextDueAt !== undefined && { nextDueAt }), now };
  }
}
