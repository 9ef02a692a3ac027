import { Module } from '@nestjs/common';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { BoardController } from './board.controller.js';
import { BoardStore } from './board.store.js';
import { CountingService } from './counting.service.js';
import { ReadingBoard } from './reading.service.js';
import { RebuildService } from './rebuild.service.js';

export {
  addIncrements,
  type BoardEntry,
  type Counts,
  countAll,
  type Counted,
  emptyCounts,
  entryOf,
  incrementsOf,
  plainCounts,
} from './board.js';
export { CountingService } from './counting.service.js';
export { ReadingBoard } from './reading.service.js';

/** The response board: how many answered and what, kept as answers come, and counted anew when asked. */
@Module({
  imports: [MeetingModule, InvitationModule],
  controllers: [BoardController],
  providers: [BoardStore, CountingService, RebuildService, ReadingBoard],
  exports: [CountingService, ReadingBoard],
})
export class BoardModule {}
