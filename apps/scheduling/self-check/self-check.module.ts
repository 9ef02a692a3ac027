import { Module } from '@nestjs/common';
import { LimitsModule } from '../limits/limits.module.js';
import { SiteModule } from '../site/site.module.js';
import { SiteLinkModule } from '../site-link/site-link.module.js';
import { SelfCheckController } from './self-check.controller.js';
import { SelfCheckService } from './self-check.service.js';
import { SelfCheckStore } from './self-check.store.js';

export { SelfCheckStore } from './self-check.store.js';

/** What sites measure by themselves: evidence beside their checks. */
@Module({
  imports: [LimitsModule, SiteModule, SiteLinkModule],
  controllers: [SelfCheckController],
  providers: [SelfCheckStore, SelfCheckService],
  exports: [SelfCheckStore],
})
export class SelfCheckModule {}
