import { Controller } from '@nestjs/common';
import { ExportReport, GetReport, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { ReportService } from './report.service.js';

@Controller()
export class ReportController {
  constructor(private readonly reports: ReportService) {}

  @HandlesRpc(GetReport)
  get(request: ParsedRequestOf<typeof GetReport>): Promise<ReturnOf<typeof GetReport>> {
    return this.reports.get(request);
  }

  @HandlesRpc(ExportReport)
  export(request: ParsedRequestOf<typeof ExportReport>): Promise<ReturnOf<typeof ExportReport>> {
    return this.reports.export(request);
  }
}
