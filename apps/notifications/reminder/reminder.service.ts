import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#platform';
import { MeetingStore } from '../meeting/meeting.store.js';
import { EscalationStore } from './escalation.store.js';
import { reminderPlan } from './reminder-plan.js';
import { type Run, RunStore } from './run.store.js';
import { RunSteps } from './run-steps.js';

/** Keeps each meeting's reminder plan, and starts its runs when they fall due. */
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

  /** Brings the plan in line with the meeting as it is known now, whatever happened to it. */
  async follow(meetingId: string): Promise<void> {
    const meeting = await this.meetings.get(meetingId);
    const now = this.clock.now().toISOString();
    // Nobody is called about a meeting that is off, nor while there is still time to answer.
    if (meeting.status === 'cancelled' || now <= meeting.replyBy) await this.escalations.closeAll(meetingId);
    if (meeting.status === 'cancelled') return this.runs.drop(meetingId);
    await this.runs.replan(meetingId, reminderPlan({ ...meeting, announcedAt: meeting.announcedAt ?? now }), meeting.revision);
  }

  /** `caughtUp`: whether all events are handled. Runs wait for it, so that they know everyone who was invited or has answered. */
  async sweep(caughtUp: () => Promise<boolean>): Promise<void> {
    const now = this.clock.now().toISOString();
    const due = await this.runs.due(now);
    if (due.length === 0 || !(await caughtUp())) return;
    for (const run of due) {
      // After an outage an office gets one reminder, not all that were missed.
      const overtaken = run.step.kind === 'reminder' && due.some((other) => other.meetingId === run.meetingId && other.dueAt > run.dueAt);
      if (overtaken) this.#logger.warn(`run ${run.id} was missed: a later one is due too`);
      else await this.#start(run, now);
      await this.runs.done(run, now);
    }
  }

  async #start({ meetingId, step, dueAt }: Run, now: string): Promise<void> {
    const meeting = await this.meetings.get(meetingId);
    if (meeting.status === 'cancelled') return;
    if (step.kind === 'call-list') return this.steps.callList(meetingId);
    if (now <= meeting.replyBy) await this.steps.remind(meetingId, step.ordinal, dueAt);
  }
}
