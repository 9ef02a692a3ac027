import { Module } from '@nestjs/common';
import { AttendanceStore } from './attendance.store.js';
import { SiteStore } from './site.store.js';

export { AttendanceStore } from './attendance.store.js';
export { type SiteName, SiteStore } from './site.store.js';

/** Sites as registration told of them, and who comes to them. */
@Module({ providers: [SiteStore, AttendanceStore], exports: [SiteStore, AttendanceStore] })
export class SiteModule {}
