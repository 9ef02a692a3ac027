import { Injectable } from '@nestjs/common';
import { type MeetingDraft } from '#contracts';
import { OutboxRelay } from '#outbox';
import { retryOnConflict } from '#persistence';
import { Clock, inTurn } from '#platform';
import {
  announceMeeting,
  assertSameDraft,
  assertSaneTimes,
  cancelMeeting,
  draftMeeting,
  extendDeadline,
  type MeetingDecision,
  type MeetingRecord,
} from './meeting.js';
import { MeetingStore } from './meeting.store.js';

/** How often another replica may come between. */
const tries = 30;

@Injectable()
export class MeetingService {
  /** Commands of one meeting go one after the other: none of many at once is refused because another came first. */
  readonly #turns = inTurn<MeetingRecord>();

  constructor(
    private readonly store: MeetingStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async create(draft: MeetingDraft): Promise<MeetingRecord> {
    const meeting = draftMeeting(draft);
    const present = await this.store.find(draft.id);
    if (present === undefined) {
      assertSaneTimes(meeting, this.clock.now());
      if ((await this.store.insert(meeting)) === 'inserted') return meeting;
    }
    const kept = present ?? (await this.store.get(draft.id));
    assertSameDraft(kept, draft);
    return kept;
  }

  announce(meetingId: string): Promise<MeetingRecord> {
    return this.#change(meetingId, (meeting, now) => announceMeeting(meeting, now));
  }

  extendDeadline(meetingId: string, replyBy: string): Promise<MeetingRecord> {
    return this.#change(meetingId, (meeting, now) => extendDeadline(meeting, replyBy, now));
  }

  cancel(meetingId: string, reason: string): Promise<MeetingRecord> {
    return this.#change(meetingId, (meeting, now) => cancelMeeting(meeting, reason, now));
  }

  #change(meetingId: string, decide: (meeting: MeetingRecord, now: Date) => MeetingDecision): Promise<MeetingRecord> {
    return this.#turns.ask(meetingId, () =>
      retryOnConflict(async () => {
        const meeting = await this.store.get(meetingId);
        const now = this.clock.now();
        const decision = decide(meeting, now);
        if (decision === undefined) return meeting;
        const changed = await this.store.save(meeting, decision, now);
        this.relay.nudge(this.store.outbox);
        return changed;
      }, tries),
    );
  }
}
