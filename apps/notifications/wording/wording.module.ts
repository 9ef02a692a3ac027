import { Module } from '@nestjs/common';
import { LaneModule } from '../lane/lane.module.js';
import { MailModule } from '../mail/mail.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { TestMailService } from './test-mail.service.js';
import { TestMailStore } from './test-mail.store.js';
import { WordingController } from './wording.controller.js';
import { WordingService } from './wording.service.js';
import { WordingStore } from './wording.store.js';
import { Wordings } from './wordings.js';

export { Wordings } from './wordings.js';

/** What a meeting's letters say, where it has words of its own. */
@Module({
  imports: [LaneModule, MailModule, MeetingModule, RecipientModule],
  controllers: [WordingController],
  providers: [WordingStore, Wordings, WordingService, TestMailStore, TestMailService],
  exports: [Wordings],
})
export class WordingModule {}
