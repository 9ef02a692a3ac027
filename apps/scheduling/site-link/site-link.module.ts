import { Module } from '@nestjs/common';
import { CheckModule } from '../check/check.module.js';
import { DossierModule } from '../dossier/dossier.module.js';
import { PlanModule } from '../plan/plan.module.js';
import { ReadinessModule } from '../readiness/readiness.module.js';
import { SiteModule } from '../site/site.module.js';
import { TechnicianModule } from '../technician/technician.module.js';
import { SiteLinkController } from './site-link.controller.js';
import { SiteLinks } from './site-links.js';
import { SiteLinkStore } from './site-link.store.js';
import { SitePages } from './site-pages.js';
import { SiteSays } from './site-says.js';

export { SiteLinks } from './site-links.js';

/** A site's own say by its link: what it sees and does there. */
@Module({
  imports: [CheckModule, DossierModule, PlanModule, ReadinessModule, SiteModule, TechnicianModule],
  controllers: [SiteLinkController],
  providers: [SiteLinkStore, SiteLinks, SitePages, SiteSays],
  exports: [SiteLinks],
})
export class SiteLinkModule {}
