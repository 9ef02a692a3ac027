import { Injectable } from '@nestjs/common';
import { ListFocalPoints, type Meeting } from '#contracts';
import { RpcClient } from '#messaging';
import { Clock } from '#platform';
import { textIn, usualLanguage } from '#words';
import { AnnouncementStore } from '../announcement/announcement.module.js';
import { EscalationStore } from '../call-list/call-list.module.js';
import { DayOffStore } from '../holidays/holidays.module.js';
import { InboundStore } from '../inbound/inbound.module.js';
import { DeliveryLedger, DeliveryStore, type NewDelivery } from '../ledger/ledger.module.js';
import { type DigestFigures } from '../mail/mail.module.js';
import { MailViewService } from '../mail-view/mail-view.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { RecipientStore } from '../recipient/recipient.module.js';
import { DigestDayStore } from './digest-day.store.js';
import { digestDue, type DigestTime, nextDigest } from './digest-time.js';
import { figuresOf, isNews, type Known } from './figures.js';

/** Of the staff: who gets a digest, and of which province. */
type Reader = {
  readonly recipientId: string;
  readonly email: string;
  readonly name: string;
  readonly provinceCode?: string;
};
type Due = { readonly meeting: Meeting; readonly digest: DigestTime };

const ordinalOf = ({ day }: DigestTime): number => Number(day.replaceAll('-', ''));

/** Tells the coordinator of a meeting and the focal points, on each working day, how it stands and what waits for them. */
@Injectable()
export class DigestService {
  constructor(
    private readonly days: DigestDayStore,
    private readonly meetings: MeetingStore,
    private readonly recipients: RecipientStore,
    private readonly daysOff: DayOffStore,
    private readonly deliveries: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly calls: EscalationStore,
    private readonly inbound: InboundStore,
    private readonly announcements: AnnouncementStore,
    private readonly mails: MailViewService,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
  ) {}

  /** Cut short, a day is done again: its mails are what they are called. */
  async sweep(): Promise<void> {
    const due = await this.#due(this.clock.now().toISOString());
    if (due.length === 0) return;
    const { items: focalPoints } = await this.rpc.call(ListFocalPoints, {});
    for (const { meeting, digest } of due) {
      const { coordinator } = meeting;
      const name = textIn(coordinator.unit, usualLanguage);
      const readers: readonly Reader[] = [
        { recipientId: 'coordinator', email: coordinator.email, name },
        ...focalPoints.map(({ id, ...person }) => ({ recipientId: id, ...person })),
      ];
      await this.#plan(meeting, digest, readers);
      await this.days.done(meeting.id, digest.day);
    }
  }

  /** How many meetings' digests are to be planned, and when the next one is. */
  async work(now: string): Promise<{ readonly due: number; readonly nextDueAt: string | undefined }> {
    const [due, meetings, off] = await Promise.all([this.#due(now), this.meetings.withDigest(now), this.daysOff.all()]);
    const [nextDueAt] = meetings.flatMap((meeting) => nextDigest(meeting, now, off) ?? []).sort();
    return { due: due.length, nextDueAt };
  }

  async #due(now: string): Promise<Due[]> {
    const meetings = await this.meetings.withDigest(now);
    if (meetings.length === 0) return [];
    const [off, done] = await Promise.all([this.daysOff.all(), this.days.of(meetings.map(({ id }) => id))]);
    return meetings.flatMap((meeting) => {
      const digest = digestDue(meeting, now, off);
      return digest === undefined || (done.get(meeting.id) ?? '') >= digest.day ? [] : [{ meeting, digest }];
    });
  }

  async #plan({ id: meetingId }: Meeting, digest: DigestTime, readers: readonly Reader[]): Promise<void> {
    const known = await this.#known(meetingId);
    const ordinal = ordinalOf(digest);
    const plans: NewDelivery[] = [];
    for (const { recipientId, email, name, provinceCode } of readers) {
      const inbox = await this.inbound.countOpen({ meetingId }, provinceCode);
      const figures = figuresOf(known, inbox, provinceCode);
      const before = await this.#lastTold(meetingId, recipientId, ordinal);
      if (!isNews(figures, before)) continue;
      plans.push({
        meetingId,
        recipientId,
        kind: 'digest',
        ordinal,
        language: usualLanguage,
        dueAt: digest.at,
        sendTo: email,
        content: {
          digest: {
            name,
            figures,
            ...(before !== undefined && { answeredBefore: before.answered }),
            ...(provinceCode !== undefined && { provinceCode }),
          },
        },
      });
    }
    await this.ledger.plan(plans);
  }

  /** How it stood as somebody was told last, before a day. */
  async #lastTold(meetingId: string, recipientId: string, ordinal: number): Promise<DigestFigures | undefined> {
    const told = await this.deliveries.ofRecipient(meetingId, recipientId, ['digest']);
    const [last] = told.filter((each) => each.ordinal < ordinal).sort((one, other) => other.ordinal - one.ordinal);
    return last?.content?.digest?.figures;
  }

  async #known(meetingId: string): Promise<Known> {
    const [standings, undecided, calls, overdue, announcements] = await Promise.all([
      this.recipients.standings(meetingId),
      this.mails.undecided(meetingId),
      this.calls.countByProvince(meetingId),
      this.deliveries.countOverdue(meetingId),
      this.announcements.countWaiting(meetingId),
    ]);
    return { standings, undecided, calls, overdue, announcements };
  }
}
