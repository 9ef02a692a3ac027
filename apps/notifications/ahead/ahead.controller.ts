import { Controller } from '@nestjs/common';
import {
  ListAhead,
  LookAhead,
  type ParsedRequestOf,
  PreviewHoliday,
  PreviewMailSchedule,
  type ReturnOf,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { AheadService } from './ahead.service.js';
import { SchedulePreviews } from './schedule-previews.js';

@Controller()
export class AheadController {
  constructor(
    private readonly ahead: AheadService,
    private readonly previews: SchedulePreviews,
  ) {}

  @HandlesRpc(LookAhead)
  look(request: ParsedRequestOf<typeof LookAhead>): Promise<ReturnOf<typeof LookAhead>> {
    return this.ahead.look(request);
  }

  @HandlesRpc(ListAhead)
  list(request: ParsedRequestOf<typeof ListAhead>): Promise<ReturnOf<typeof ListAhead>> {
    return this.ahead.list(request);
  }

  @HandlesRpc(PreviewMailSchedule)
  schedule(request: ParsedRequestOf<typeof PreviewMailSchedule>): Promise<ReturnOf<typeof PreviewMailSchedule>> {
    return this.previews.schedule(request);
  }

  @HandlesRpc(PreviewHoliday)
  holiday(request: ParsedRequestOf<typeof PreviewHoliday>): Promise<ReturnOf<typeof PreviewHoliday>> {
    return this.previews.holiday(request);
  }
}
