import { Controller } from '@nestjs/common';
import { GetHall, ListHalls, type ParsedRequestOf, RecordAttendance, RecordHall, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { AttendanceService } from './attendance.service.js';

@Controller()
export class AttendanceController {
  constructor(private readonly attendance: AttendanceService) {}

  @HandlesRpc(ListHalls)
  halls(request: ParsedRequestOf<typeof ListHalls>): Promise<ReturnOf<typeof ListHalls>> {
    return this.attendance.halls(request);
  }

  @HandlesRpc(GetHall)
  hall(request: ParsedRequestOf<typeof GetHall>): Promise<ReturnOf<typeof GetHall>> {
    return this.attendance.hall(request);
  }

  @HandlesRpc(RecordAttendance)
  record(request: ParsedRequestOf<typeof RecordAttendance>): Promise<ReturnOf<typeof RecordAttendance>> {
    return this.attendance.record(request);
  }

  @HandlesRpc(RecordHall)
  recordHall(request: ParsedRequestOf<typeof RecordHall>): Promise<ReturnOf<typeof RecordHall>> {
    return this.attendance.recordHall(request);
  }
}
