import { Injectable } from '@nestjs/common';
import { type Meeting, type MeetingDraft } from '#contracts';
import { OutboxRelay } from '#messaging';
import { retryOnConflict } from '#persistence';
import { Clock } from '#platform';
import { announceMeeting, assertSameDraft, cancelMeeting, draftMeeting, extendDeadline, type MeetingDecision } from './meeting.js';
import { MeetingStore } from './meeting.store.js';

@Injectable()
export class MeetingService {
  constructor(
    private readonly store: MeetingStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async create(draft: MeetingDraft): Promise<Meeting> {
    const meeting = draftMeeting(draft);
    if ((await this.store.insert(meeting)) === 'inserted') return meeting;
    const present = await this.store.get(draft.id);
    assertSameDraft(present, draft);
    return present;
  }

  announce(meetingId: string): Promise<Meeting> {
    return this.#change(meetingId, (meeting, now) => announceMeeting(meeting, now));
  }

  extendDeadline(meetingId: string, replyBy: string): Promise<Meeting> {
    return this.#change(meetingId, (meeting, now) => extendDeadline(meeting, replyBy, now));
  }

  cancel(meetingId: string, reason: string): Promise<Meeting> {
    return this.#change(meetingId, (meeting) => cancelMeeting(meeting, reason));
  }

  #change(meetingId: string, decide: (meeting: Meeting, now: Date) => MeetingDecision): Promise<Meeting> {
    return retryOnConflict(async () => {
      const meeting = await this.store.get(meetingId);
      const now = this.clock.now();
      const decision = decide(meeting, now);
      if (decision === undefined) return meeting;
      const changed = await this.store.save(meeting, decision, now);
      this.relay.nudge(this.store.outbox);
      return changed;
    });
  }
}
