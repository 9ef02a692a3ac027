import { Controller } from '@nestjs/common';
import {
  ListAnnouncementOffices,
  ListAnnouncements,
  type ParsedRequestOf,
  PreviewAnnouncement,
  ReleaseAnnouncement,
  type ReturnOf,
  WithdrawAnnouncement,
  WriteAnnouncement,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { AnnouncingService } from './announcing.service.js';

@Controller()
export class AnnouncingController {
  constructor(private readonly announcing: AnnouncingService) {}

  @HandlesRpc(ListAnnouncementOffices)
  choice(request: ParsedRequestOf<typeof ListAnnouncementOffices>): Promise<ReturnOf<typeof ListAnnouncementOffices>> {
    return this.announcing.choice(request);
  }

  @HandlesRpc(PreviewAnnouncement)
  preview(request: ParsedRequestOf<typeof PreviewAnnouncement>): Promise<ReturnOf<typeof PreviewAnnouncement>> {
    return this.announcing.preview(request);
  }

  @HandlesRpc(WriteAnnouncement)
  write(request: ParsedRequestOf<typeof WriteAnnouncement>): Promise<ReturnOf<typeof WriteAnnouncement>> {
    return this.announcing.write(request);
  }

  @HandlesRpc(ListAnnouncements)
  list(request: ParsedRequestOf<typeof ListAnnouncements>): Promise<ReturnOf<typeof ListAnnouncements>> {
    return this.announcing.list(request);
  }

  @HandlesRpc(ReleaseAnnouncement)
  release(request: ParsedRequestOf<typeof ReleaseAnnouncement>): Promise<ReturnOf<typeof ReleaseAnnouncement>> {
    return this.announcing.release(request);
  }

  @HandlesRpc(WithdrawAnnouncement)
  withdraw(request: ParsedRequestOf<typeof WithdrawAnnouncement>): Promise<ReturnOf<typeof WithdrawAnnouncement>> {
    return this.announcing.withdraw(request);
  }
}
