import { Controller } from '@nestjs/common';
import {
  ExportSiteDossiers,
  KeepDossierList,
  type ParsedRequestOf,
  PreviewDossierList,
  type ReturnOf,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { DossierListService } from './dossier-list.service.js';

@Controller()
export class DossierListController {
  constructor(private readonly lists: DossierListService) {}

  @HandlesRpc(ExportSiteDossiers)
  export({
    format,
    language,
  }: ParsedRequestOf<typeof ExportSiteDossiers>): Promise<ReturnOf<typeof ExportSiteDossiers>> {
    return this.lists.export(format, language);
  }

  @HandlesRpc(PreviewDossierList)
  preview({
    content,
    language,
  }: ParsedRequestOf<typeof PreviewDossierList>): Promise<ReturnOf<typeof PreviewDossierList>> {
    return this.lists.preview(content, language);
  }

  @HandlesRpc(KeepDossierList)
  async keep({
    content,
    language,
    ...by
  }: ParsedRequestOf<typeof KeepDossierList>): Promise<ReturnOf<typeof KeepDossierList>> {
    return { rows: await this.lists.keep(content, language, by) };
  }
}
