import { Controller } from '@nestjs/common';
import { GetScan, KeepScan, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { ScanService } from './scan.service.js';

@Controller()
export class ScanController {
  constructor(private readonly scans: ScanService) {}

  @HandlesRpc(KeepScan)
  keep(request: ParsedRequestOf<typeof KeepScan>): Promise<ReturnOf<typeof KeepScan>> {
    return this.scans.keep(request);
  }

  @HandlesRpc(GetScan)
  get(request: ParsedRequestOf<typeof GetScan>): Promise<ReturnOf<typeof GetScan>> {
    return this.scans.get(request);
  }
}
