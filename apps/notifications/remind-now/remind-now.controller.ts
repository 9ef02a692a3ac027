import { Controller } from '@nestjs/common';
import { type ParsedRequestOf, PreviewReminder, RemindNow, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { RemindNowService } from './remind-now.service.js';

@Controller()
export class RemindNowController {
  constructor(private readonly reminders: RemindNowService) {}

  @HandlesRpc(RemindNow)
  remind(request: ParsedRequestOf<typeof RemindNow>): Promise<ReturnOf<typeof RemindNow>> {
    return this.reminders.remind(request);
  }

  @HandlesRpc(PreviewReminder)
  preview({ invitationId }: ParsedRequestOf<typeof PreviewReminder>): Promise<ReturnOf<typeof PreviewReminder>> {
    return this.reminders.preview(invitationId);
  }
}
