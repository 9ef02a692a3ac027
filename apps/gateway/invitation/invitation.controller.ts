import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { type z } from 'zod';
import { GetInvitation, InvitationFilter, ListInvitations, RecordDeskReply, type Staff, WithdrawInvitation } from '#contracts';
import { RpcClient } from '#messaging';
import { owners, readers, replyDesk, Roles, SignedIn } from '../access/roles.js';
import { Answers } from '../http/answers.js';
import { InvitationPath, MeetingPath, PageQuery } from '../http/requests.js';

const InvitationQuery = InvitationFilter.omit({ meetingId: true }).extend(PageQuery.shape);
type InvitationQuery = z.infer<typeof InvitationQuery>;
const DeskReply = RecordDeskReply.request.omit({ invitationId: true, enteredBy: true });
type DeskReply = z.infer<typeof DeskReply>;

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
  get(@Param({ schema: InvitationPath }) path: InvitationPath) {
    return this.rpc.call(GetInvitation, path);
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
}
