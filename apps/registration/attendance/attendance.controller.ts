import { Controller } from '@nestjs/common';
import {
  GetHall,
  ListHalls,
  ListWhoCame,
  type ParsedRequestOf,
  RecordAttendance,
  RecordHall,
  type ReturnOf,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { AttendanceService } from './attendance.service.js';
import { HallService } from './hall.service.js';

@Controller()
export class AttendanceController {
  constructor(
    private readonly halls: HallService,
    private readonly attendance: AttendanceService,
  ) {}

  @HandlesRpc(ListHalls)
  list(request: ParsedRequestOf<typeof ListHalls>): Promise<ReturnOf<typeof ListHalls>> {
    return this.halls.halls(request);
  }

  @HandlesRpc(GetHall)
  get(request: ParsedRequestOf<typeof GetHall>): Promise<ReturnOf<typeof GetHall>> {
    return this.halls.hall(request);
  }

  @HandlesRpc(ListWhoCame)
  whoCame(request: ParsedRequestOf<typeof ListWhoCame>): Promise<ReturnOf<typeof ListWhoCame>> {
    return this.halls.whoCame(request);
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
