import { Module } from '@nestjs/common';
import { AttendanceModule } from '../attendance/attendance.module.js';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { SeriesController } from './series.controller.js';
import { SeriesService } from './series.service.js';

/** Meetings follow one another: what an office did at the others. */
@Module({
  imports: [MeetingModule, OrganisationModule, InvitationModule, AttendanceModule],
  controllers: [SeriesController],
  providers: [SeriesService],
})
export class SeriesModule {}
