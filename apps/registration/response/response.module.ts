import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { InvitationModule } from '../invitation/invitation.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { OpinionModule } from '../opinion/opinion.module.js';
import { ScanModule } from '../scan/scan.module.js';
import { SeatingModule } from '../seating/seating.module.js';
import { ResponseController } from './response.controller.js';
import { ResponseService } from './response.service.js';

export { decideReply, type ReplyCommand } from './response.js';
export { takeBack } from './take-back.js';
export { withdrawReply } from './withdraw-reply.js';

/** What offices say, by their link or through the reply desk, and what is taken back of it. */
@Module({
  imports: [DocumentsModule, MeetingModule, InvitationModule, OpinionModule, ScanModule, SeatingModule],
  controllers: [ResponseController],
  providers: [ResponseService],
})
export class ResponseModule {}
