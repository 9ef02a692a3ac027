import { Controller } from '@nestjs/common';
import { GetReplyForm, type ParsedRequestOf, RecordDeskReply, RecordReply, type ReplyOf, TakeBackReply } from '#contracts';
import { HandlesRpc } from '#messaging';
import { ResponseService } from './response.service.js';

@Controller()
export class ResponseController {
  constructor(private readonly responses: ResponseService) {}

  @HandlesRpc(GetReplyForm)
  form({ replyToken }: ParsedRequestOf<typeof GetReplyForm>): Promise<ReplyOf<typeof GetReplyForm>> {
    return this.responses.form(replyToken);
  }

  @HandlesRpc(RecordReply)
  record({ replyToken, ...reply }: ParsedRequestOf<typeof RecordReply>): Promise<ReplyOf<typeof RecordReply>> {
    return this.responses.recordByLink(replyToken, { ...reply, channel: 'web' });
  }

  @HandlesRpc(RecordDeskReply)
  recordAtDesk({ invitationId, ...reply }: ParsedRequestOf<typeof RecordDeskReply>): Promise<ReplyOf<typeof RecordDeskReply>> {
    return this.responses.recordAtDesk(invitationId, reply);
  }

  @HandlesRpc(TakeBackReply)
  takeBack({ invitationId, ...command }: ParsedRequestOf<typeof TakeBackReply>): Promise<ReplyOf<typeof TakeBackReply>> {
    return this.responses.takeBack(invitationId, command);
  }
}
