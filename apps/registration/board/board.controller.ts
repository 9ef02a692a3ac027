import { Controller } from '@nestjs/common';
import { GetResponseBoard, type ParsedRequestOf, RebuildResponseBoard, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { ReadingBoard } from './reading.service.js';
import { RebuildService } from './rebuild.service.js';

@Controller()
export class BoardController {
  constructor(
    private readonly board: ReadingBoard,
    private readonly rebuilding: RebuildService,
  ) {}

  @HandlesRpc(GetResponseBoard)
  async get({
    meetingId,
    ...wanted
  }: ParsedRequestOf<typeof GetResponseBoard>): Promise<ReturnOf<typeof GetResponseBoard>> {
    const [counts, open] = await Promise.all([
      this.board.counts(meetingId, wanted),
      this.board.open(meetingId, wanted),
    ]);
    return { meetingId, ...counts, ...open };
  }

  @HandlesRpc(RebuildResponseBoard)
  rebuild({ meetingId }: ParsedRequestOf<typeof RebuildResponseBoard>): Promise<ReturnOf<typeof RebuildResponseBoard>> {
    return this.rebuilding.rebuild(meetingId);
  }
}
