import { Controller } from '@nestjs/common';
import { ListOtherMeetings, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { SeriesService } from './series.service.js';

@Controller()
export class SeriesController {
  constructor(private readonly series: SeriesService) {}

  @HandlesRpc(ListOtherMeetings)
  list(request: ParsedRequestOf<typeof ListOtherMeetings>): Promise<ReturnOf<typeof ListOtherMeetings>> {
    return this.series.list(request);
  }
}
