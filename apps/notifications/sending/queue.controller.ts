import { Controller } from '@nestjs/common';
import { RebuildMailQueue, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { QueueRebuild } from './queue-rebuild.js';

@Controller()
export class QueueController {
  constructor(private readonly rebuild: QueueRebuild) {}

  @HandlesRpc(RebuildMailQueue)
  async again(): Promise<ReturnOf<typeof RebuildMailQueue>> {
    return { queued: await this.rebuild.run() };
  }
}
