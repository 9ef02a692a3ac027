import { Body, Controller, Get, Param, Put, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { GetReplyForm, RecordReply, ResponseContent } from '#contracts';
import { Public } from '../access/roles.js';
import { Answers } from '../http/answers.js';
import { ReplyPath } from '../http/requests.js';
import { ReplyDesk } from './reply-desk.js';

const Reply = z.object({ content: ResponseContent, expectedRevision: RecordReply.request.shape.expectedRevision });
type Reply = z.infer<typeof Reply>;

@Controller('api/v1/replies/:token')
export class ReplyController {
  constructor(private readonly desk: ReplyDesk) {}

  @Get()
  @Public()
  @Answers(GetReplyForm)
  get(@Param({ schema: ReplyPath }) { token }: ReplyPath, @Req() request: FastifyRequest) {
    return this.desk.form(token, request);
  }

  @Put()
  @Public()
  @Answers(RecordReply)
  put(@Param({ schema: ReplyPath }) { token }: ReplyPath, @Body({ schema: Reply }) body: Reply, @Req() request: FastifyRequest) {
    return this.desk.record(token, body.content, body.expectedRevision, request);
  }
}
