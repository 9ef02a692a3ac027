import { Controller } from '@nestjs/common';
import { ExportList, type ParsedRequestOf, ReadList, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { ListsService } from './lists.service.js';

@Controller()
export class ListsController {
  constructor(private readonly lists: ListsService) {}

  @HandlesRpc(ReadList)
  read(request: ParsedRequestOf<typeof ReadList>): Promise<ReturnOf<typeof ReadList>> {
    return this.lists.read(request);
  }

  @HandlesRpc(ExportList)
  export(request: ParsedRequestOf<typeof ExportList>): Promise<ReturnOf<typeof ExportList>> {
    return this.lists.export(request);
  }
}
