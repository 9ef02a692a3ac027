import { Module } from '@nestjs/common';
import { MailModule } from '../mail/mail.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { MailRecords } from './mail-records.js';
import { SendingSideController } from './sending-side.controller.js';
import { SendingSideService } from './sending-side.service.js';
import { SideStore } from './side.store.js';

export { SendingSideService } from './sending-side.service.js';

/** Whether mails will arrive, looked at before they are sent to everybody. */
@Module({
  imports: [MailModule, MeetingModule],
  controllers: [SendingSideController],
  providers: [SideStore, MailRecords, SendingSideService],
  exports: [SendingSideService],
})
export class SendingSideModule {}
