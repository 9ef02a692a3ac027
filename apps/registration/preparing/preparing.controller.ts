import { Controller } from '@nestjs/common';
import {
  ListClasses,
  ListInvitees,
  type ParsedRequestOf,
  PreviewMeetingChange,
  ReviewMeeting,
  type ReturnOf,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { PreparingService } from './preparing.service.js';

@Controller()
export class PreparingController {
  constructor(private readonly preparing: PreparingService) {}

  @HandlesRpc(ReviewMeeting)
  review({ meetingId }: ParsedRequestOf<typeof ReviewMeeting>): Promise<ReturnOf<typeof ReviewMeeting>> {
    return this.preparing.review(meetingId);
  }

  @HandlesRpc(ListInvitees)
  invitees({ meetingId, after, limit }: ParsedRequestOf<typeof ListInvitees>): Promise<ReturnOf<typeof ListInvitees>> {
    return this.preparing.invitees(meetingId, after, limit);
  }

  @HandlesRpc(ListClasses)
  async classes(): Promise<ReturnOf<typeof ListClasses>> {
    return { items: await this.preparing.classes() };
  }

  @HandlesRpc(PreviewMeetingChange)
  preview({
    meetingId,
    ...change
  }: ParsedRequestOf<typeof PreviewMeetingChange>): Promise<ReturnOf<typeof PreviewMeetingChange>> {
    return this.preparing.preview(meetingId, change);
  }
}
