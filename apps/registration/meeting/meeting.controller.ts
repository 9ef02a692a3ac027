import { Controller } from '@nestjs/common';
import {
  AnnounceMeeting,
  CancelMeeting,
  ChangeMeeting,
  CloseMeeting,
  CreateMeeting,
  DeleteMeeting,
  ExtendDeadline,
  GetMeeting,
  GetMeetingFile,
  ListMeetings,
  type ParsedRequestOf,
  ReopenMeeting,
  type ReturnOf,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { DocumentsService } from '../documents/documents.module.js';
import { meetingOf } from './meeting.js';
import { MeetingService } from './meeting.service.js';
import { MeetingStore } from './meeting.store.js';

@Controller()
export class MeetingController {
  constructor(
    private readonly meetings: MeetingService,
    private readonly store: MeetingStore,
    private readonly documents: DocumentsService,
  ) {}

  @HandlesRpc(CreateMeeting)
  async create(draft: ParsedRequestOf<typeof CreateMeeting>): Promise<ReturnOf<typeof CreateMeeting>> {
    return meetingOf(await this.meetings.create(draft));
  }

  @HandlesRpc(GetMeeting)
  async get({ meetingId }: ParsedRequestOf<typeof GetMeeting>): Promise<ReturnOf<typeof GetMeeting>> {
    return meetingOf(await this.store.get(meetingId));
  }

  @HandlesRpc(GetMeetingFile)
  async file({ meetingId, fileId }: ParsedRequestOf<typeof GetMeetingFile>): Promise<ReturnOf<typeof GetMeetingFile>> {
    return this.documents.handOut(await this.store.get(meetingId), fileId);
  }

  @HandlesRpc(ListMeetings)
  async list(): Promise<ReturnOf<typeof ListMeetings>> {
    return { items: (await this.store.list()).map(meetingOf) };
  }

  @HandlesRpc(AnnounceMeeting)
  async announce({ meetingId }: ParsedRequestOf<typeof AnnounceMeeting>): Promise<ReturnOf<typeof AnnounceMeeting>> {
    return meetingOf(await this.meetings.announce(meetingId));
  }

  @HandlesRpc(ExtendDeadline)
  async extendDeadline({
    meetingId,
    replyBy,
  }: ParsedRequestOf<typeof ExtendDeadline>): Promise<ReturnOf<typeof ExtendDeadline>> {
    return meetingOf(await this.meetings.extendDeadline(meetingId, replyBy));
  }

  @HandlesRpc(CancelMeeting)
  async cancel({ meetingId, reason }: ParsedRequestOf<typeof CancelMeeting>): Promise<ReturnOf<typeof CancelMeeting>> {
    return meetingOf(await this.meetings.cancel(meetingId, reason));
  }

  @HandlesRpc(ChangeMeeting)
  async change({
    meetingId,
    ...change
  }: ParsedRequestOf<typeof ChangeMeeting>): Promise<ReturnOf<typeof ChangeMeeting>> {
    return meetingOf(await this.meetings.change(meetingId, change));
  }

  @HandlesRpc(CloseMeeting)
  async close({ meetingId }: ParsedRequestOf<typeof CloseMeeting>): Promise<ReturnOf<typeof CloseMeeting>> {
    return meetingOf(await this.meetings.close(meetingId));
  }

  @HandlesRpc(DeleteMeeting)
  async delete({ meetingId }: ParsedRequestOf<typeof DeleteMeeting>): Promise<ReturnOf<typeof DeleteMeeting>> {
    await this.meetings.delete(meetingId);
    return {};
  }

  @HandlesRpc(ReopenMeeting)
  async reopen({ meetingId, reason }: ParsedRequestOf<typeof ReopenMeeting>): Promise<ReturnOf<typeof ReopenMeeting>> {
    return meetingOf(await this.meetings.reopen(meetingId, reason));
  }
}
