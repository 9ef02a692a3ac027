import { Module } from '@nestjs/common';
import { CheckModule } from '../check/check.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { ReadinessModule } from '../readiness/readiness.module.js';
import { SiteModule } from '../site/site.module.js';
import { MisfitController } from './misfit.controller.js';
import { MisfitService } from './misfit.service.js';

/** Which checks would no longer fit a meeting that is changed. */
@Module({
  imports: [CheckModule, MeetingModule, ReadinessModule, SiteModule],
  controllers: [MisfitController],
  providers: [MisfitService],
})
export class MisfitModule {}
