import { Controller } from '@nestjs/common';
import {
  ListMailPauses,
  type ParsedRequestOf,
  PauseAllMails,
  PauseMails,
  ResumeAllMails,
  ResumeMails,
  type ReturnOf,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { PausingService } from './pausing.service.js';

@Controller()
export class PausingController {
  constructor(private readonly pausing: PausingService) {}

  @HandlesRpc(ListMailPauses)
  list({ meetingId }: ParsedRequestOf<typeof ListMailPauses>): Promise<ReturnOf<typeof ListMailPauses>> {
    return this.pausing.list(meetingId);
  }

  @HandlesRpc(PauseMails)
  pause({ reason, pausedBy, ...of }: ParsedRequestOf<typeof PauseMails>): Promise<ReturnOf<typeof PauseMails>> {
    return this.pausing.pause(of, reason, pausedBy);
  }

  @HandlesRpc(ResumeMails)
  resume(of: ParsedRequestOf<typeof ResumeMails>): Promise<ReturnOf<typeof ResumeMails>> {
    return this.pausing.resume(of);
  }

  @HandlesRpc(PauseAllMails)
  pauseAll({
    reason,
    pausedBy,
    ...of
  }: ParsedRequestOf<typeof PauseAllMails>): Promise<ReturnOf<typeof PauseAllMails>> {
    return this.pausing.pause(of, reason, pausedBy);
  }

  @HandlesRpc(ResumeAllMails)
  resumeAll(of: ParsedRequestOf<typeof ResumeAllMails>): Promise<ReturnOf<typeof ResumeAllMails>> {
    return this.pausing.resume(of);
  }
}
