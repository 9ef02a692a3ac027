import { Controller } from '@nestjs/common';
import { ListReadiness, type ParsedRequestOf, type ReplyOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { ReadinessStore } from './readiness.store.js';

@Controller()
export class ReadinessController {
  constructor(private readonly store: ReadinessStore) {}

  @HandlesRpc(ListReadiness)
  async list({ meetingId }: ParsedRequestOf<typeof ListReadiness>): Promise<ReplyOf<typeof ListReadiness>> {
    return { items: await this.store.list(meetingId) };
  }
}
