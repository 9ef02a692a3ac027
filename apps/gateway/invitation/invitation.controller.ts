import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { GetInvitation, InvitationFilter, ListInvitations, RecordDeskReply, RenewReplyLink, type Staff, TakeBackReply, WithdrawInvitation } from '#contracts';
import { RpcClient } from '#messaging';
import { owners, readers, replyDesk, Roles, SignedIn } from '../access/roles.js';
import { Answers } from '../http/answers.js';
import { InvitationPath, MeetingPath, PageQuery, ResponsePath } from '../http/requests.js';

const InvitationQuery = InvitationFilter.omit({ meetingId: true }).extend(PageQuery.shape);
type InvitationQuery = z.infer<typeof InvitationQuery>;
const DeskReply = RecordDeskReply.request.omit({ invitationId: true, enteredBy: true });
type DeskReply = z.infer<typeof DeskReply>;
const HistoryQuery = z.object({ before: z.coerce.number().int().positive().optional(), limit: z.coerce.number().int().min(1).max(100).optional() });
type HistoryQuery = z.infer<typeof HistoryQuery>;
const TakingBack = TakeBackReply.request.pick({ reason: true, expectedRevision: true });
type TakingBack = z.infer<typeof TakingBack>;
const Nothing = z.object({}).optional();

@Controller('api/v1')
export class InvitationController {
  constructor(private readonly rpc: RpcClient) {}

  @Get('meetings/:meetingId/invitations')
  @Roles(...readers, 'focal-point')
  @Answers(ListInvitations)
  list(@Param({ schema: MeetingPath }) path: MeetingPath, @Query({ schema: InvitationQuery }) query: InvitationQuery) {
    return this.rpc.call(ListInvitations, { ...path, ...query });
  }

  @Get('invitations/:invitationId')
  @Roles(...readers, 'focal-point')
  @Answers(GetInvitation)
  get(@Param({ schema: InvitationPath }) path: InvitationPath, @Query({ schema: HistoryQuery }) query: HistoryQuery) {
    return this.rpc.call(GetInvitation, { ...path, ...query });
  }

  @Delete('invitations/:invitationId')
  @Roles(...owners)
  @Answers(WithdrawInvitation)
  withdraw(@Param({ schema: InvitationPath }) path: InvitationPath) {
    return this.rpc.call(WithdrawInvitation, path);
  }

  @Put('invitations/:invitationId/response')
  @Roles(...replyDesk)
  @Answers(RecordDeskReply)
  respond(@Param({ schema: InvitationPath }) path: InvitationPath, @Body({ schema: DeskReply }) body: DeskReply, @SignedIn() staff: Staff) {
    return this.rpc.call(RecordDeskReply, { ...path, ...body, enteredBy: staff.id });
  }

  @Put('invitations/:invitationId/responses/:responseRevision/taken-back')
  @Roles('desk', ...owners)
  @Answers(TakeBackReply)
  takeBack(@Param({ schema: ResponsePath }) path: ResponsePath, @Body({ schema: TakingBack }) body: TakingBack, @SignedIn() staff: Staff) {
    return this.rpc.call(TakeBackReply, { ...path, ...body, takenBackBy: staff.id });
  }

  @Post('invitations/:invitationId/reply-link')
  @Roles(...owners)
  @Answers(RenewReplyLink)
  renewLink(@Param({ schema: InvitationPath }) path: InvitationPath, @Body({ schema: Nothing }) _body: unknown) {
    return this.rpc.call(RenewReplyLink, path);
  }
}
