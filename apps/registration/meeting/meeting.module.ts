import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { FilesModule } from '../files/files.module.js';
import { HolidaysModule } from '../holidays/holidays.module.js';
import { MeetingController } from './meeting.controller.js';
import { MeetingFiles } from './meeting-files.js';
import { MeetingService } from './meeting.service.js';
import { MeetingStore } from './meeting.store.js';

export { answersUntil, closedBecause, endedBecause, isLate, receivedInstant, refusedBecause } from './answering.js';
export { endedMeeting, meetingOf, type MeetingRecord } from './meeting.js';
export { asksAgain, changedParts } from './meeting-change.js';
export { isPlaceholder } from './meeting-draft.js';
export { withInstants } from './meeting-times.js';
export { MeetingService } from './meeting.service.js';
export { MeetingStore } from './meeting.store.js';

/** Meetings from the draft to the end, and until when offices may answer for them. */
@Module({
  imports: [DocumentsModule, FilesModule, HolidaysModule],
  controllers: [MeetingController],
  providers: [MeetingStore, MeetingService, MeetingFiles],
  exports: [MeetingStore, MeetingService],
})
export class MeetingModule {}
