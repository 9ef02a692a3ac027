import { Module } from '@nestjs/common';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { SeatingModule } from '../seating/seating.module.js';
import { AttendanceController } from './attendance.controller.js';
import { AttendanceService } from './attendance.service.js';
import { AttendanceStore } from './attendance.store.js';
import { HallService } from './hall.service.js';
import { HallStore } from './hall.store.js';

export { attendanceId, attendanceOf, openedAttendance, peopleOf } from './attendance.js';
export { HallService } from './hall.service.js';
export { AttendanceStore } from './attendance.store.js';

/** Who really came: the register of each hall. */
@Module({
  imports: [MeetingModule, OrganisationModule, InvitationModule, SeatingModule],
  controllers: [AttendanceController],
  providers: [AttendanceStore, HallStore, HallService, AttendanceService],
  exports: [AttendanceStore, HallService],
})
export class AttendanceModule {}
