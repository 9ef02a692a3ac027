import { Controller } from '@nestjs/common';
import {
  CommitImport,
  ExportOrganisations,
  type FileMade,
  GetImport,
  ListImportRows,
  ListImports,
  type ParsedRequestOf,
  type ReturnOf,
  SetImportColumns,
  StartImport,
  StopImport,
  UndoImport,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { ExportingService } from './exporting.service.js';
import { ImportService } from './import.service.js';

@Controller()
export class ImportingController {
  constructor(
    private readonly imports: ImportService,
    private readonly exporting: ExportingService,
  ) {}

  @HandlesRpc(ExportOrganisations)
  export(request: ParsedRequestOf<typeof ExportOrganisations>): Promise<FileMade> {
    return this.exporting.export(request);
  }

  @HandlesRpc(StartImport)
  start(request: ParsedRequestOf<typeof StartImport>): Promise<ReturnOf<typeof StartImport>> {
    return this.imports.start(request);
  }

  @HandlesRpc(ListImports)
  async list(): Promise<ReturnOf<typeof ListImports>> {
    return { items: await this.imports.list() };
  }

  @HandlesRpc(GetImport)
  get({ importId, language }: ParsedRequestOf<typeof GetImport>): Promise<ReturnOf<typeof GetImport>> {
    return this.imports.get(importId, language);
  }

  @HandlesRpc(ListImportRows)
  listRows(request: ParsedRequestOf<typeof ListImportRows>): Promise<ReturnOf<typeof ListImportRows>> {
    return this.imports.listRows(request);
  }

  @HandlesRpc(SetImportColumns)
  setColumns({
    importId,
    ...asked
  }: ParsedRequestOf<typeof SetImportColumns>): Promise<ReturnOf<typeof SetImportColumns>> {
    return this.imports.setColumns(importId, asked);
  }

  @HandlesRpc(CommitImport)
  commit({ importId, which }: ParsedRequestOf<typeof CommitImport>): Promise<ReturnOf<typeof CommitImport>> {
    return this.imports.commit(importId, which);
  }

  @HandlesRpc(StopImport)
  stop({ importId }: ParsedRequestOf<typeof StopImport>): Promise<ReturnOf<typeof StopImport>> {
    return this.imports.stop(importId);
  }

  @HandlesRpc(UndoImport)
  undo({ importId }: ParsedRequestOf<typeof UndoImport>): Promise<ReturnOf<typeof UndoImport>> {
    return this.imports.undo(importId);
  }
}
