import { Module } from '@nestjs/common';
import { AnnouncedWords } from './announced-words.js';
import { AnnouncementStore } from './announcement.store.js';

export { AnnouncedWords } from './announced-words.js';
export { type Announcement, beginningOf, release, withdraw, wordsFor } from './announcement.js';
export { AnnouncementStore } from './announcement.store.js';

/** What offices are told by announcements, as it is kept and read by the mails of it. */
@Module({ providers: [AnnouncementStore, AnnouncedWords], exports: [AnnouncementStore, AnnouncedWords] })
export class AnnouncementModule {}
