import { Injectable } from '@nestjs/common';
import { type MeetingDraft } from '#contracts';
import { OutboxRelay } from '#outbox';
import { retryOnConflict } from '#persistence';
import { Clock, conflict, inTurn } from '#platform';
import { DocumentsService } from '../documents/documents.module.js';
import { HolidaysService } from '../holidays/holidays.module.js';
import {
  announceMeeting,
  cancelMeeting,
  closeMeeting,
  endedMeeting,
  type MeetingDecision,
  type MeetingRecord,
  reopenMeeting,
} from './meeting.js';
import { changeMeeting, extendDeadline, type MeetingChange } from './meeting-change.js';
import { assertSameDraft, draftMeeting } from './meeting-draft.js';
import { assertSaneTimes } from './meeting-times.js';
import { MeetingStore } from './meeting.store.js';

/** How often another replica may come between. */
const tries = 30;

@Injectable()
export class MeetingService {
  /** Commands of one meeting go one after the other: none of many at once is refused because another came first. */
  readonly #turns = inTurn<MeetingRecord>();

  constructor(
    private readonly store: MeetingStore,
    private readonly documents: DocumentsService,
    private readonly holidays: HolidaysService,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /** What is left out is taken from the meeting that the draft names, else from the last one, unless it is to begin anew. */
  create(draft: MeetingDraft): Promise<MeetingRecord> {
    return retryOnConflict(() => this.#create(draft), tries);
  }

  /** The meeting that the draft takes over from; nothing where it is to begin anew, or is the first. */
  #like({ like }: MeetingDraft): Promise<MeetingRecord | undefined> {
    if (like === null) return Promise.resolve(undefined);
    return like === undefined ? this.store.last() : this.store.get(like);
  }

  async #create(draft: MeetingDraft): Promise<MeetingRecord> {
    const present = await this.store.find(draft.id);
    if (present === undefined) {
      const like = await this.#like(draft);
      const now = this.clock.now();
      const meeting = draftMeeting(draft, like, now, await this.holidays.off());
      assertSaneTimes(meeting, now);
      await this.documents.assertKept(meeting, like);
      const inserted = await this.store.insert(meeting, now);
      if (inserted !== 'exists') {
        this.relay.nudge(this.store.outbox);
        return inserted;
      }
    }
    const kept = present ?? (await this.store.get(draft.id));
    assertSameDraft(kept, draft);
    return kept;
  }

  async change(meetingId: string, change: MeetingChange): Promise<MeetingRecord> {
    await this.documents.assertKept(change.content, await this.store.get(meetingId));
    return this.#change(meetingId, (meeting, now) => changeMeeting(meeting, change, now), change.reason);
  }

  /** Throws conflict 'meeting-kept' for one that offices may have heard of. */
  async delete(meetingId: string): Promise<void> {
    await retryOnConflict(async () => {
      const meeting = await this.store.get(meetingId);
      if (meeting.status === 'announced') throw conflict('meeting-kept', { why: meetingId });
      if (meeting.status !== 'draft') throw endedMeeting(meeting);
      await this.store.delete(meeting, this.clock.now());
      this.relay.nudge(this.store.outbox);
    }, tries);
  }

  close(meetingId: string): Promise<MeetingRecord> {
    return this.#change(meetingId, (meeting, now) => closeMeeting(meeting, now));
  }

  reopen(meetingId: string, reason: string): Promise<MeetingRecord> {
    return this.#change(meetingId, (meeting) => reopenMeeting(meeting, reason), reason);
  }

  announce(meetingId: string): Promise<MeetingRecord> {
    return this.#change(meetingId, (meeting, now) => announceMeeting(meeting, now));
  }

  extendDeadline(meetingId: string, replyBy: string): Promise<MeetingRecord> {
    return this.#change(meetingId, (meeting, now) => extendDeadline(meeting, replyBy, now));
  }

  cancel(meetingId: string, reason: string): Promise<MeetingRecord> {
    return this.#change(meetingId, (meeting, now) => cancelMeeting(meeting, reason, now), reason);
  }

  #change(
    meetingId: string,
    decide: (meeting: MeetingRecord, now: Date) => MeetingDecision,
    reason?: string,
  ): Promise<MeetingRecord> {
    return this.#turns.ask(meetingId, () =>
      retryOnConflict(async () => {
        const meeting = await this.store.get(meetingId);
        const now = this.clock.now();
        const decision = decide(meeting, now);
        if (decision === undefined) return meeting;
        const changed = await this.store.save(meeting, decision, now, reason);
        this.relay.nudge(this.store.outbox);
        return changed;
      }, tries),
    );
  }
}
