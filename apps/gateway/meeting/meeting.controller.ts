import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { AnnounceMeeting, CancelMeeting, CreateMeeting, ExtendDeadline, GetMeeting, ListMeetings, MeetingDraft } from '#contracts';
import { RpcClient } from '#messaging';
import { owners, readers, Roles } from '../access/roles.js';
import { Answers } from '../http/answers.js';
import { MeetingPath } from '../http/requests.js';

const NewDeadline = ExtendDeadline.request.pick({ replyBy: true });
type NewDeadline = z.infer<typeof NewDeadline>;
const Cancellation = CancelMeeting.request.pick({ reason: true });
type Cancellation = z.infer<typeof Cancellation>;
const Nothing = z.object({}).optional();

@Controller('api/v1/meetings')
export class MeetingController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  @Roles(...readers, 'focal-point')
  @Answers(ListMeetings)
  list() {
    return this.rpc.call(ListMeetings, {});
  }

  @Post()
  @Roles(...owners)
  @Answers(CreateMeeting)
  create(@Body({ schema: MeetingDraft }) draft: MeetingDraft) {
    return this.rpc.call(CreateMeeting, draft);
  }

  @Get(':meetingId')
  @Roles(...readers, 'focal-point')
  @Answers(GetMeeting)
  get(@Param({ schema: MeetingPath }) path: MeetingPath) {
    return this.rpc.call(GetMeeting, path);
  }

  @Post(':meetingId/announcement')
  @Roles(...owners)
  @Answers(AnnounceMeeting)
  announce(@Param({ schema: MeetingPath }) path: MeetingPath, @Body({ schema: Nothing }) _body: unknown) {
    return this.rpc.call(AnnounceMeeting, path);
  }

  @Put(':meetingId/deadline')
  @Roles(...owners)
  @Answers(ExtendDeadline)
  extendDeadline(@Param({ schema: MeetingPath }) path: MeetingPath, @Body({ schema: NewDeadline }) body: NewDeadline) {
    return this.rpc.call(ExtendDeadline, { ...path, ...body });
  }

  @Post(':meetingId/cancellation')
  @Roles(...owners)
  @Answers(CancelMeeting)
  cancel(@Param({ schema: MeetingPath }) path: MeetingPath, @Body({ schema: Cancellation }) body: Cancellation) {
    return this.rpc.call(CancelMeeting, { ...path, ...body });
  }
}
