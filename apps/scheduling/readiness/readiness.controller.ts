import { Controller } from '@nestjs/common';
import { ListReadiness, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc, withinReach } from '#messaging';
import { ReadinessService } from './readiness.service.js';

@Controller()
export class ReadinessController {
  constructor(private readonly readiness: ReadinessService) {}

  @HandlesRpc(ListReadiness)
  async list({ meetingId }: ParsedRequestOf<typeof ListReadiness>): Promise<ReturnOf<typeof ListReadiness>> {
    return { items: withinReach(await this.readiness.list(meetingId)) };
  }
}
