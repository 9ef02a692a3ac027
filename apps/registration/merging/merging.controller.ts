import { Controller } from '@nestjs/common';
import { MergeOrganisations, type ParsedRequestOf, PreviewMerge, type ReturnOf, UndoMerge } from '#contracts';
import { HandlesRpc } from '#messaging';
import { MergingService } from './merging.service.js';

@Controller()
export class MergingController {
  constructor(private readonly merging: MergingService) {}

  @HandlesRpc(PreviewMerge)
  async preview(request: ParsedRequestOf<typeof PreviewMerge>): Promise<ReturnOf<typeof PreviewMerge>> {
    return { items: await this.merging.preview(request) };
  }

  @HandlesRpc(MergeOrganisations)
  merge(request: ParsedRequestOf<typeof MergeOrganisations>): Promise<ReturnOf<typeof MergeOrganisations>> {
    return this.merging.merge(request);
  }

  @HandlesRpc(UndoMerge)
  undo({ organisationId }: ParsedRequestOf<typeof UndoMerge>): Promise<ReturnOf<typeof UndoMerge>> {
    return this.merging.undo(organisationId);
  }
}
