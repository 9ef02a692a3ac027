import { Module } from '@nestjs/common';
import { AttendanceModule } from '../attendance/attendance.module.js';
import { BoardModule } from '../board/board.module.js';
import { FilesModule } from '../files/files.module.js';
import { InvitationModule } from '../invitation/invitation.module.js';
import { ListsModule } from '../lists/lists.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { OpinionModule } from '../opinion/opinion.module.js';
import { ReportController } from './report.controller.js';
import { ReportService } from './report.service.js';

/** What became of a meeting. */
@Module({
  imports: [MeetingModule, InvitationModule, AttendanceModule, OpinionModule, BoardModule, ListsModule, FilesModule],
  controllers: [ReportController],
  providers: [ReportService],
})
export class ReportModule {}
