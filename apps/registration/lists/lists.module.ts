import { Module } from '@nestjs/common';
import { AttendanceModule } from '../attendance/attendance.module.js';
import { BoardModule } from '../board/board.module.js';
import { FilesModule } from '../files/files.module.js';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { OpinionModule } from '../opinion/opinion.module.js';
import { ListsController } from './lists.controller.js';
import { ListsService } from './lists.service.js';

export { boardSheets } from './board-sheets.js';
export { ListsService } from './lists.service.js';

/** What of a meeting goes out as a list, to be read, printed or kept as a file. */
@Module({
  imports: [
    MeetingModule,
    OrganisationModule,
    InvitationModule,
    AttendanceModule,
    OpinionModule,
    BoardModule,
    FilesModule,
  ],
  controllers: [ListsController],
  providers: [ListsService],
  exports: [ListsService],
})
export class ListsModule {}
