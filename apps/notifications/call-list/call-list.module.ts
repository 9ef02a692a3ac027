import { Module } from '@nestjs/common';
import { RecipientModule } from '../recipient/recipient.module.js';
import { CallListController } from './call-list.controller.js';
import { CallListService } from './call-list.service.js';
import { CallService } from './call.service.js';
import { CallStore } from './call.store.js';
import { EscalationStore } from './escalation.store.js';

export { CallListService } from './call-list.service.js';
export { EscalationStore } from './escalation.store.js';
export { CallService } from './call.service.js';

/** The offices that are to be called. */
@Module({
  imports: [RecipientModule],
  controllers: [CallListController],
  providers: [EscalationStore, CallListService, CallStore, CallService],
  exports: [CallListService, CallService, EscalationStore],
})
export class CallListModule {}
