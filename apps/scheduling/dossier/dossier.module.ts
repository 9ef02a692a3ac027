import { Module } from '@nestjs/common';
import { SiteModule } from '../site/site.module.js';
import { DossierController } from './dossier.controller.js';
import { DossierService } from './dossier.service.js';
import { DossierStore } from './dossier.store.js';

export { opensSitePersons, withBusyTime } from './dossier.js';
export { DossierService } from './dossier.service.js';
export { DossierStore } from './dossier.store.js';

/** What is known of each site: people, systems, equipment, and what is missing of it. */
@Module({
  imports: [SiteModule],
  controllers: [DossierController],
  providers: [DossierStore, DossierService],
  exports: [DossierStore, DossierService],
})
export class DossierModule {}
