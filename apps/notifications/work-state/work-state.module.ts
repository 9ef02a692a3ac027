import { Module } from '@nestjs/common';
import { GetNotificationsWorkState } from '#contracts';
import { DueWork, workStateController } from '#outbox';
import { AnnouncementModule } from '../announcement/announcement.module.js';
import { DigestModule } from '../digest/digest.module.js';
import { InboundModule } from '../inbound/inbound.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { ReminderModule } from '../reminder/reminder.module.js';
import { SendingModule } from '../sending/sending.module.js';
import { ShortMessageModule } from '../short-message/short-message.module.js';
import { NotificationsDue } from './notifications-due.js';

/** What is left to do, for whoever waits until nothing is. */
@Module({
  imports: [
    AnnouncementModule,
    DigestModule,
    InboundModule,
    MeetingModule,
    ReminderModule,
    SendingModule,
    ShortMessageModule,
  ],
  providers: [{ provide: DueWork, useClass: NotificationsDue }],
  controllers: [workStateController(GetNotificationsWorkState)],
})
export class WorkStateModule {}
