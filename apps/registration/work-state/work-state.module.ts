import { Module } from '@nestjs/common';
import { RetellController } from './retell.controller.js';
import { WorkStateController } from './work-state.controller.js';

/** What is left to do, for whoever waits until nothing is. */
@Module({ controllers: [WorkStateController, RetellController] })
export class WorkStateModule {}
