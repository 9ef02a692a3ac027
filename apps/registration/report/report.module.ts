import { Module } from '@nestjs/common';
import { AttendanceModule } from '../attendance/attendance.module.js';
import { BoardModule } from '../board/board.module.js';
import { FilesModule } from '../files/files.module.js';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { ReportController } from './report.controller.js';
import { ReportService } from './report.service.js';

/** What became of a meeting. */
@Module({
  imports: [MeetingModule, InvitationModule, AttendanceModule, BoardModule, FilesModule],
  controllers: [ReportController],
  providers: [ReportService],
})
export class ReportModule {}
