import { Controller } from '@nestjs/common';
import {
  GetReplyFile,
  GetReplyForm,
  type ParsedRequestOf,
  RecordDeskReply,
  RecordReply,
  type ReturnOf,
  TakeBackReply,
  WithdrawReply,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { DocumentsService } from '../documents/documents.module.js';
import { OpinionService } from '../opinion/opinion.module.js';
import { ResponseService } from './response.service.js';

@Controller()
export class ResponseController {
  constructor(
    private readonly responses: ResponseService,
    private readonly documents: DocumentsService,
    private readonly opinions: OpinionService,
  ) {}

  @HandlesRpc(GetReplyForm)
  async form({ replyToken }: ParsedRequestOf<typeof GetReplyForm>): Promise<ReturnOf<typeof GetReplyForm>> {
    const form = await this.responses.form(replyToken);
    return { ...form, opinions: await this.opinions.ofOffice(form.invitation, form.meeting) };
  }

  @HandlesRpc(GetReplyFile)
  async file({ replyToken, fileId }: ParsedRequestOf<typeof GetReplyFile>): Promise<ReturnOf<typeof GetReplyFile>> {
    return this.documents.handOut((await this.responses.form(replyToken)).meeting, fileId);
  }

  @HandlesRpc(RecordReply)
  record({ replyToken, ...reply }: ParsedRequestOf<typeof RecordReply>): Promise<ReturnOf<typeof RecordReply>> {
    return this.responses.recordByLink(replyToken, { ...reply, channel: 'web' });
  }

  @HandlesRpc(WithdrawReply)
  withdraw({ replyToken, ...command }: ParsedRequestOf<typeof WithdrawReply>): Promise<ReturnOf<typeof WithdrawReply>> {
    return this.responses.withdrawByLink(replyToken, command);
  }

  @HandlesRpc(RecordDeskReply)
  recordAtDesk({
    invitationId,
    ...reply
  }: ParsedRequestOf<typeof RecordDeskReply>): Promise<ReturnOf<typeof RecordDeskReply>> {
    return this.responses.recordAtDesk(invitationId, reply);
  }

  @HandlesRpc(TakeBackReply)
  takeBack({
    invitationId,
    ...command
  }: ParsedRequestOf<typeof TakeBackReply>): Promise<ReturnOf<typeof TakeBackReply>> {
    return this.responses.takeBack(invitationId, command);
  }
}
