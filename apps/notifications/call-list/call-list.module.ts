import { Module } from '@nestjs/common';
import { MeetingModule } from '../meeting/meeting.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { CallListController } from './call-list.controller.js';
import { CallListService } from './call-list.service.js';
import { EscalationStore } from './escalation.store.js';

export { CallListService } from './call-list.service.js';
export { EscalationStore } from './escalation.store.js';

/** The offices that are to be called. */
@Module({ imports: [MeetingModule, RecipientModule], controllers: [CallListController], providers: [EscalationStore, CallListService], exports: [EscalationStore, CallListService] })
export class CallListModule {}
