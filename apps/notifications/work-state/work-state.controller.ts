import { Controller } from '@nestjs/common';
import { GetNotificationsWorkState, type ReplyOf } from '#contracts';
import { HandlesRpc, MessagingWork } from '#messaging';
import { Clock } from '#platform';
import { DeliveryStore } from '../delivery/delivery.store.js';
import { MailLane } from '../delivery/mail-lane.js';
import { MeetingStore } from '../meeting/meeting.store.js';
import { RunStore } from '../reminder/run.store.js';

@Controller()
export class WorkStateController {
  constructor(
    private readonly work: MessagingWork,
    private readonly deliveries: DeliveryStore,
    private readonly runs: RunStore,
    private readonly meetings: MeetingStore,
    private readonly lane: MailLane,
    private readonly clock: Clock,
  ) {}

  /** What an event or a run plans is seen as due before the event or run counts as done: so events first, meetings, runs, deliveries, then the outbox. */
  @HandlesRpc(GetNotificationsWorkState)
  async get(): Promise<ReplyOf<typeof GetNotificationsWorkState>> {
    const now = this.clock.now().toISOString();
    const before = await this.work.pending();
    const unfollowed = await this.meetings.countUnfollowed();
    const runs = await this.runs.work(now);
    const lane = await this.lane.now();
    const deliveries = await this.deliveries.work(now);
    const after = await this.work.pending();
    const outbox = Math.max(before.outbox, after.outbox);
    const unhandled = Math.max(before.unhandled, after.unhandled);
    // While no mail leaves, what is due waits for the lane's next try; that falls due like any other work.
    const held = this.lane.busy(lane) ? 0 : deliveries.due;
    const due = unfollowed + runs.due + deliveries.due - held + deliveries.inHand;
    const tryAt = lane.status === 'stopped' && lane.nextTryAt > now ? lane.nextTryAt : undefined;
    const [nextDueAt] = [runs.nextDueAt, deliveries.nextDueAt, tryAt].filter((each) => each !== undefined).sort();
    return { idle: outbox + unhandled + due === 0, outbox, unhandled, due, ...(held > 0 && { held }), ...(nextDueAt !== undefined && { nextDueAt }), now };
  }
}
