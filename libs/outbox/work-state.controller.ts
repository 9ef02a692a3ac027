import { Controller, Optional, type Type } from '@nestjs/common';
import { type GetRegistrationWorkState, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { Clock } from '#platform';
import { MessagingWork } from './messaging-work.js';
import { DueWork, nothingDue, workStateOf } from './work-state.js';

type GetWorkState = typeof GetRegistrationWorkState;

/** A service's answer to who waits until nothing is left to do. Where something falls due, the module provides `DueWork`. */
export const workStateController = (contract: GetWorkState): Type => {
  @Controller()
  class WorkStateController {
    constructor(
      private readonly work: MessagingWork,
      private readonly clock: Clock,
      @Optional() private readonly due: DueWork = nothingDue,
    ) {}

    @HandlesRpc(contract)
    get(): Promise<ReturnOf<GetWorkState>> {
      return workStateOf(this.work, this.due, this.clock.now());
    }
  }
  return WorkStateController;
};
