import { Module } from '@nestjs/common';
import { MeetingModule } from '../meeting/meeting.module.js';
import { ReminderModule } from '../reminder/reminder.module.js';
import { SendingModule } from '../sending/sending.module.js';
import { RetellController } from './retell.controller.js';
import { WorkStateController } from './work-state.controller.js';

/** What is left to do, for whoever waits until nothing is. */
@Module({ imports: [MeetingModule, ReminderModule, SendingModule], controllers: [WorkStateController, RetellController] })
export class WorkStateModule {}
