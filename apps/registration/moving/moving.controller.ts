import { Controller } from '@nestjs/common';
import { MoveInvitation, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { MovingService } from './moving.service.js';

@Controller()
export class MovingController {
  constructor(private readonly moving: MovingService) {}

  @HandlesRpc(MoveInvitation)
  move(request: ParsedRequestOf<typeof MoveInvitation>): Promise<ReturnOf<typeof MoveInvitation>> {
    return this.moving.move(request);
  }
}
