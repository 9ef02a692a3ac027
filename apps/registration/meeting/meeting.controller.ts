import { Controller } from '@nestjs/common';
import { AnnounceMeeting, CancelMeeting, CreateMeeting, ExtendDeadline, GetMeeting, ListMeetings, type ParsedRequestOf, type ReplyOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { MeetingService } from './meeting.service.js';
import { MeetingStore } from './meeting.store.js';

@Controller()
export class MeetingController {
  constructor(
    private readonly meetings: MeetingService,
    private readonly store: MeetingStore,
  ) {}

  @HandlesRpc(CreateMeeting)
  create(draft: ParsedRequestOf<typeof CreateMeeting>): Promise<ReplyOf<typeof CreateMeeting>> {
    return this.meetings.create(draft);
  }

  @HandlesRpc(GetMeeting)
  get({ meetingId }: ParsedRequestOf<typeof GetMeeting>): Promise<ReplyOf<typeof GetMeeting>> {
    return this.store.get(meetingId);
  }

  @HandlesRpc(ListMeetings)
  async list(): Promise<ReplyOf<typeof ListMeetings>> {
    return { items: await this.store.list() };
  }

  @HandlesRpc(AnnounceMeeting)
  announce({ meetingId }: ParsedRequestOf<typeof AnnounceMeeting>): Promise<ReplyOf<typeof AnnounceMeeting>> {
    return this.meetings.announce(meetingId);
  }

  @HandlesRpc(ExtendDeadline)
  extendDeadline({ meetingId, replyBy }: ParsedRequestOf<typeof ExtendDeadline>): Promise<ReplyOf<typeof ExtendDeadline>> {
    return this.meetings.extendDeadline(meetingId, replyBy);
  }

  @HandlesRpc(CancelMeeting)
  cancel({ meetingId, reason }: ParsedRequestOf<typeof CancelMeeting>): Promise<ReplyOf<typeof CancelMeeting>> {
    return this.meetings.cancel(meetingId, reason);
  }
}
