import { Controller } from '@nestjs/common';
import {
  GetSiteDossier,
  type KeptDossier,
  ListSiteDossiers,
  type ParsedRequestOf,
  type ReturnOf,
  SaveSiteDossier,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { DossierService } from './dossier.service.js';

@Controller()
export class DossierController {
  constructor(private readonly dossiers: DossierService) {}

  @HandlesRpc(ListSiteDossiers)
  async list(): Promise<ReturnOf<typeof ListSiteDossiers>> {
    return { items: await this.dossiers.list() };
  }

  @HandlesRpc(GetSiteDossier)
  get({ siteId }: ParsedRequestOf<typeof GetSiteDossier>): Promise<KeptDossier> {
    return this.dossiers.get(siteId);
  }

  @HandlesRpc(SaveSiteDossier)
  save({ expectedRevision, ...writing }: ParsedRequestOf<typeof SaveSiteDossier>): Promise<KeptDossier> {
    return this.dossiers.save(writing, expectedRevision);
  }
}
