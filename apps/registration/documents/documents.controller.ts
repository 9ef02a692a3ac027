import { Controller } from '@nestjs/common';
import { KeepDocument, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { DocumentsService } from './documents.service.js';

@Controller()
export class DocumentsController {
  constructor(private readonly documents: DocumentsService) {}

  @HandlesRpc(KeepDocument)
  keep(request: ParsedRequestOf<typeof KeepDocument>): Promise<ReturnOf<typeof KeepDocument>> {
    return this.documents.keep(request);
  }
}
