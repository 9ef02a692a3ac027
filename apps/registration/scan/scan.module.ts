import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module.js';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { ScanController } from './scan.controller.js';
import { ScanService } from './scan.service.js';
import { ScanStore } from './scan.store.js';

export { ScanService } from './scan.service.js';

/** Papers that offices sent, scanned: each proves an answer of one office. */
@Module({
  imports: [FilesModule, MeetingModule, InvitationModule],
  controllers: [ScanController],
  providers: [ScanStore, ScanService],
  exports: [ScanService],
})
export class ScanModule {}
