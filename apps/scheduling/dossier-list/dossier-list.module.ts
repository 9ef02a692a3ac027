import { Module } from '@nestjs/common';
import { DossierModule } from '../dossier/dossier.module.js';
import { DossierListController } from './dossier-list.controller.js';
import { DossierListService } from './dossier-list.service.js';

/** Lists of dossiers for office programs: handed out, looked at, kept. */
@Module({ imports: [DossierModule], controllers: [DossierListController], providers: [DossierListService] })
export class DossierListModule {}
