import { Injectable, Logger } from '@nestjs/common';
import { type Meeting } from '#contracts';
import { Clock } from '#platform';
import { MeetingStore } from '../meeting/meeting.module.js';
import { EscalationStore } from '../call-list/call-list.module.js';
import { reminderPlan } from './reminder-schedule.js';
import { reminderRounds } from './reminder-rounds.js';
import { type Run, RunStore } from './run.store.js';
import { RunSteps } from './run-steps.js';

/** Keeps each meeting's reminder plan, and starts its runs when they fall due. One replica does it, one meeting after the other. */
@Injectable()
export class ReminderService {
  readonly #logger = new Logger(ReminderService.name);

  constructor(
    private readonly runs: RunStore,
    private readonly steps: RunSteps,
    private readonly meetings: MeetingStore,
    private readonly escalations: EscalationStore,
    private readonly clock: Clock,
  ) {}

  /** `caughtUp`: whether all events are handled. Runs wait for it, so that they know everyone who was invited or has answered. */
  async sweep(caughtUp: () => Promise<boolean>): Promise<void> {
    for (const meeting of await this.meetings.unfollowed()) await this.#apart(`reminders of ${meeting.id}`, () => this.#follow(meeting));
    const now = this.clock.now().toISOString();
    const due = await this.runs.due(now);
    if (due.length === 0 || !(await caughtUp())) return;
    for (const run of due) await this.#apart(`run ${run.id}`, () => this.#do(run, due, now));
  }

  /** One meeting's trouble is no other's: it waits for the next round alone. */
  async #apart(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#logger.warn(`${what} wait for the next round: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Brings the plan in line with the meeting as it is known now, whatever happened to it. */
  async #follow(meeting: Meeting): Promise<void> {
    const { id: meetingId, status, replyBy } = meeting;
    const now = this.clock.now().toISOString();
    // Nobody is called about a meeting that is off, nor while there is still time to answer.
    if (status === 'cancelled' || now <= replyBy) await this.escalations.closeAll(meetingId, status === 'cancelled' ? 'all' : 'silent');
    if (status === 'cancelled') await this.runs.drop(meetingId);
    else {
      const plan = reminderPlan({ ...meeting, announcedAt: meeting.announcedAt ?? now });
      await this.runs.replace(meetingId, reminderRounds({ plan, known: await this.runs.ofMeeting(meetingId), now }), meeting.revision);
    }
    await this.meetings.followed(meeting);
  }

  async #do(run: Run, due: readonly Run[], now: string): Promise<void> {
    // After an outage an office gets one reminder, not all that were missed.
    const overtaken = run.step.kind === 'reminder' && due.some((other) => other.meetingId === run.meetingId && other.dueAt > run.dueAt);
    if (overtaken) this.#logger.warn(`run ${run.id} was missed: a later one is due too`);
    else await this.#start(run, now);
    await this.runs.done(run, now);
  }

  async #start({ meetingId, step, dueAt }: Run, now: string): Promise<void> {
    const meeting = await this.meetings.get(meetingId);
    if (meeting.status === 'cancelled') return;
    if (step.kind === 'call-list') return this.steps.callList(meetingId);
    if (now <= meeting.replyBy) await this.steps.remind(meetingId, step.ordinal, dueAt);
  }
}
