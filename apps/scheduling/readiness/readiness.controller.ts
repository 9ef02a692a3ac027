import { Controller } from '@nestjs/common';
import { ListReadiness, type ParsedRequestOf, type ReplyOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { ReadinessService } from './readiness.service.js';

@Controller()
export class ReadinessController {
  constructor(private readonly readiness: ReadinessService) {}

  @HandlesRpc(ListReadiness)
  async list({ meetingId }: ParsedRequestOf<typeof ListReadiness>): Promise<ReplyOf<typeof ListReadiness>> {
    return { items: await this.readiness.list(meetingId) };
  }
}
