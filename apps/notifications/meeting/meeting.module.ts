import { Module } from '@nestjs/common';
import { MeetingStore } from './meeting.store.js';

export { type MeetingNews, MeetingStore } from './meeting.store.js';

/** Meetings as registration told of them. */
@Module({ providers: [MeetingStore], exports: [MeetingStore] })
export class MeetingModule {}
