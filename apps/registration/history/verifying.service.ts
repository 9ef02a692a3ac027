import { Injectable } from '@nestjs/common';
import { type HistoryProof } from '#contracts';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ChainCheck } from './chain.js';
import { HistoryStore } from './history.store.js';

/** Goes over the whole history of a meeting; it needs the database and nothing else. */
@Injectable()
export class VerifyingService {
  constructor(
    private readonly store: HistoryStore,
    private readonly meetings: MeetingStore,
  ) {}

  /** `holds`: a hash that was noted earlier. Throws not-found 'meeting-not-found' where neither meeting nor history is there. */
  async verify(meetingId: string, holds?: string): Promise<HistoryProof> {
    const check = new ChainCheck(holds);
    for await (const page of this.store.each(meetingId)) if (!page.every((link) => check.take(link))) break;
    const { count, hash, broken } = check;
    if (count === 0 && broken === undefined) await this.meetings.get(meetingId);
    return { meetingId, count, ...(hash !== undefined && { hash }), ...(broken && { broken }) };
  }
}
