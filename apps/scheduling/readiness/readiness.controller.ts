import { Controller } from '@nestjs/common';
import { ListReadiness, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { confinedTo, HandlesRpc } from '#messaging';
import { ReadinessService } from './readiness.service.js';

@Controller()
export class ReadinessController {
  constructor(private readonly readiness: ReadinessService) {}

  @HandlesRpc(ListReadiness)
  async list({ meetingId }: ParsedRequestOf<typeof ListReadiness>): Promise<ReturnOf<typeof ListReadiness>> {
    const only = confinedTo();
    const items = await this.readiness.list(meetingId);
    return { items: only === undefined ? items : items.filter(({ provinceCode }) => provinceCode === only) };
  }
}
