import { Controller } from '@nestjs/common';
import { CheckSendingSide, GetSendingSide, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { SendingSideService } from './sending-side.service.js';

@Controller()
export class SendingSideController {
  constructor(private readonly side: SendingSideService) {}

  @HandlesRpc(GetSendingSide)
  last(): Promise<ReturnOf<typeof GetSendingSide>> {
    return this.side.last();
  }

  @HandlesRpc(CheckSendingSide)
  check({ meetingId }: ParsedRequestOf<typeof CheckSendingSide>): Promise<ReturnOf<typeof CheckSendingSide>> {
    return this.side.check(meetingId);
  }
}
