import { Injectable } from '@nestjs/common';
import { confinedTo, mustReach } from '#messaging';
import { MeetingStore } from '../meeting/meeting.module.js';
import { type Counts, emptyCounts, plainCounts } from './board.js';
import { BoardStore } from './board.store.js';
import { RebuildService } from './rebuild.service.js';

/** The board as whoever asks may read it: of the whole meeting, or of one province. */
@Injectable()
export class ReadingBoard {
  constructor(
    private readonly store: BoardStore,
    private readonly meetings: MeetingStore,
    private readonly rebuilding: RebuildService,
  ) {}

  async counts(meetingId: string, wanted?: string): Promise<Counts> {
    if (wanted !== undefined) mustReach(wanted);
    const provinceCode = confinedTo() ?? wanted;
    if (provinceCode !== undefined) return plainCounts(await this.rebuilding.countProvince(meetingId, provinceCode));
    const board = await this.store.find(meetingId);
    if (board === undefined) await this.meetings.get(meetingId);
    return plainCounts(board?.counts ?? emptyCounts());
  }
}
