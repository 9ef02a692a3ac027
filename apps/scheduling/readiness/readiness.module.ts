import { Module } from '@nestjs/common';
import { CheckModule } from '../check/check.module.js';
import { DossierModule } from '../dossier/dossier.module.js';
import { SiteModule } from '../site/site.module.js';
import { ReadinessController } from './readiness.controller.js';
import { ReadinessService } from './readiness.service.js';
import { ReadinessStore } from './readiness.store.js';
import { StalenessSweep } from './staleness.sweep.js';

export { isUnfit, readinessOf } from './readiness.js';
export { ReadinessService } from './readiness.service.js';
export { type ReadinessRecord, ReadinessStore } from './readiness.store.js';

/** How each site stands, derived from its checks and the clock. */
@Module({
  imports: [CheckModule, DossierModule, SiteModule],
  controllers: [ReadinessController],
  providers: [ReadinessStore, ReadinessService, StalenessSweep],
  exports: [ReadinessStore, ReadinessService],
})
export class ReadinessModule {}
