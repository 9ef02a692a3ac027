import { Controller } from '@nestjs/common';
import {
  GetLetterPattern,
  GetPrintRunFile,
  ListPrintRuns,
  type ParsedRequestOf,
  type ReturnOf,
  StartPrintRun,
  StopPrintRun,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { PrintingService } from './printing.service.js';

@Controller()
export class PaperController {
  constructor(private readonly printing: PrintingService) {}

  @HandlesRpc(StartPrintRun)
  start(request: ParsedRequestOf<typeof StartPrintRun>): Promise<ReturnOf<typeof StartPrintRun>> {
    return this.printing.start(request);
  }

  @HandlesRpc(ListPrintRuns)
  async list({ meetingId }: ParsedRequestOf<typeof ListPrintRuns>): Promise<ReturnOf<typeof ListPrintRuns>> {
    return { items: await this.printing.list(meetingId) };
  }

  @HandlesRpc(StopPrintRun)
  stop({ printRunId }: ParsedRequestOf<typeof StopPrintRun>): Promise<ReturnOf<typeof StopPrintRun>> {
    return this.printing.stop(printRunId);
  }

  @HandlesRpc(GetPrintRunFile)
  file({ printRunId }: ParsedRequestOf<typeof GetPrintRunFile>): Promise<ReturnOf<typeof GetPrintRunFile>> {
    return this.printing.file(printRunId);
  }
  @HandlesRpc(GetLetterPattern)
  pattern(request: ParsedRequestOf<typeof GetLetterPattern>): Promise<ReturnOf<typeof GetLetterPattern>> {
    return this.printing.pattern(request);
  }
}
