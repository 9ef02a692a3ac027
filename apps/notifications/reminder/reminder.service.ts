import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#platform';
import { DayOffStore } from '../holidays/holidays.module.js';
import { type MeetingNews, MeetingStore } from '../meeting/meeting.module.js';
import { mayCome, type Recipient } from '../recipient/recipient.module.js';
import { ReminderOrders } from './reminder-orders.js';
import {
  type MailOrder,
  type ReminderInput,
  type ReminderOutcome,
  type ReminderState,
  reminderWorkflow,
} from './reminder-workflow.js';
import { type RunStep, scheduleVersion, thankedForMs } from './reminder-schedule.js';
import { RunStore } from './run.store.js';

const inputOf = (news: MeetingNews): ReminderInput => {
  const { kind } = news;
  switch (kind) {
    case 'deadline-moved':
      return {
        kind,
        ordinal: news.revision,
        deadline: { previousReplyBy: news.previousReplyBy, replyBy: news.replyBy, toldAt: news.toldAt },
      };
    case 'meeting-changed':
      return { kind, ordinal: news.revision, change: news.change };
    case 'joining-changed':
      return { kind, ordinal: news.revision, joining: news.joining };
    case 'meeting-cancelled':
      return { kind, reason: news.reason };
    default:
      return news satisfies never;
  }
};

const isOrderOf = ({ kind, ordinal }: MailOrder, step: RunStep): boolean =>
  'ordinal' in step && step.ordinal === ordinal && (step.kind === 'given-reminder' ? 'reminder' : step.kind) === kind;

/** Runs the reminder process: loads what it knows, asks the workflow, and does what that says. One replica sweeps, one meeting after the other. */
@Injectable()
export class ReminderService {
  readonly #logger = new Logger(ReminderService.name);

  constructor(
    private readonly runs: RunStore,
    private readonly orders: ReminderOrders,
    private readonly meetings: MeetingStore,
    private readonly daysOff: DayOffStore,
    private readonly clock: Clock,
  ) {}

  /** An office's invitation was issued or withdrawn, or its answer came or was taken back. */
  async officeHeard(office: Recipient): Promise<void> {
    const { meetingId } = office;
    const [meeting, runs] = await Promise.all([
      this.meetings.find(meetingId),
      mayCome(office) ? this.runs.ofMeeting(meetingId) : [],
    ]);
    const { plan, escalate } = reminderWorkflow({ meeting, runs }, { kind: 'office-heard', office }, this.#now());
    for (const order of plan) await this.orders.mail(meetingId, order);
    for (const order of escalate) await this.orders.call(meetingId, order);
  }

  /** An office was given time until an instant: reminded until then, called after it. */
  async officeGivenTime(office: Recipient, until: string): Promise<void> {
    const [meeting, daysOff] = await Promise.all([this.meetings.get(office.meetingId), this.daysOff.all()]);
    const input: ReminderInput = { kind: 'office-given-time', office, until };
    const { escalate, add = [] } = reminderWorkflow({ meeting, runs: [], daysOff }, input, this.#now());
    for (const order of escalate) await this.orders.call(office.meetingId, order);
    await this.runs.add(office.meetingId, add, meeting.revision);
  }

  /** A meeting whose mails were scheduled before there were such as there are now gets those that are still to come. */
  async scheduleAnew(): Promise<void> {
    await this.meetings.followAnew(scheduleVersion, new Date(this.clock.now().getTime() - thankedForMs).toISOString());
  }

  /** `caughtUp`: whether all events are handled. Runs wait for it, so that they know everyone who was invited or has answered. */
  async sweep(caughtUp: () => Promise<boolean>): Promise<void> {
    for (const changed of await this.meetings.unfollowed()) {
      const { meeting, news } = changed;
      await this.#apart(meeting.id, async () => {
        await this.#process(meeting.id, news.length > 0 ? news.map(inputOf) : [{ kind: 'meeting-known' }]);
        await this.meetings.followed(changed, scheduleVersion);
      });
    }
    const due = await this.runs.meetingsWithDue(this.#now());
    if (due.length === 0) return;
    const time: ReminderInput = { kind: 'time-came', caughtUp: await caughtUp() };
    for (const meetingId of due) await this.#apart(meetingId, () => this.#process(meetingId, [time]));
  }

  async #process(meetingId: string, inputs: readonly ReminderInput[]): Promise<void> {
    const [meeting, runs, daysOff] = await Promise.all([
      this.meetings.get(meetingId),
      this.runs.ofMeeting(meetingId),
      this.daysOff.all(),
    ]);
    const now = this.#now();
    let state: ReminderState = { meeting, runs, daysOff };
    for (const input of inputs) {
      const outcome = reminderWorkflow(state, input, now);
      await this.#carryOut(meetingId, meeting.revision, outcome);
      ({ state } = outcome);
    }
  }

  /** What has been done counts as done last: cut short, it is all done again. */
  async #carryOut(
    meetingId: string,
    meetingRevision: number,
    { plan, cancel, escalate, schedule, putOff, done, missed }: ReminderOutcome,
  ): Promise<void> {
    for (const { step } of missed)
      this.#logger.warn(`run ${this.runs.idOf(meetingId, step)} was missed: a later one is due too`);
    if (cancel) await this.orders.cancel(meetingId);
    const waiting: { readonly order: MailOrder; readonly error: unknown }[] = [];
    for (const order of plan)
      await this.orders.mail(meetingId, order).catch((error: unknown) => waiting.push({ order, error }));
    for (const order of escalate) await this.orders.call(meetingId, order);
    if (schedule !== undefined) await this.runs.replace(meetingId, schedule, meetingRevision);
    await this.runs.putOff(meetingId, putOff);
    const planned = done.filter(({ step }) => !waiting.some(({ order }) => isOrderOf(order, step)));
    await this.runs.done(meetingId, planned, this.#now());
    // Whom some mails go to another service knows: while it is away they wait, and no others with them.
    const [first] = waiting;
    if (first !== undefined) throw first.error;
  }

  /** One meeting's trouble is no other's: it waits for the next round alone. */
  async #apart(meetingId: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#logger.warn(
        `reminders of ${meetingId} wait for the next round: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  #now(): string {
    return this.clock.now().toISOString();
  }
}
