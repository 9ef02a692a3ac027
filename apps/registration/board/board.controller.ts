import { Controller } from '@nestjs/common';
import { GetResponseBoard, type ParsedRequestOf, RebuildResponseBoard, type ReturnOf } from '#contracts';
import { confinedTo, HandlesRpc } from '#messaging';
import { MeetingStore } from '../meeting/meeting.module.js';
import { emptyCounts, plainCounts } from './board.js';
import { BoardStore } from './board.store.js';
import { RebuildService } from './rebuild.service.js';

@Controller()
export class BoardController {
  constructor(
    private readonly store: BoardStore,
    private readonly meetings: MeetingStore,
    private readonly rebuilding: RebuildService,
  ) {}

  @HandlesRpc(GetResponseBoard)
  async get({ meetingId }: ParsedRequestOf<typeof GetResponseBoard>): Promise<ReturnOf<typeof GetResponseBoard>> {
    const provinceCode = confinedTo();
    if (provinceCode !== undefined)
      return { meetingId, ...plainCounts(await this.rebuilding.countProvince(meetingId, provinceCode)) };
    const board = await this.store.find(meetingId);
    if (board === undefined) await this.meetings.get(meetingId);
    return { meetingId, ...plainCounts(board?.counts ?? emptyCounts()) };
  }

  @HandlesRpc(RebuildResponseBoard)
  rebuild({ meetingId }: ParsedRequestOf<typeof RebuildResponseBoard>): Promise<ReturnOf<typeof RebuildResponseBoard>> {
    return this.rebuilding.rebuild(meetingId);
  }
}
