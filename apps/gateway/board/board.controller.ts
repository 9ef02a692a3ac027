import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { GetResponseBoard, RebuildResponseBoard } from '#contracts';
import { RpcClient } from '#messaging';
import { owners, readers, Roles } from '../access/roles.js';
import { Answers } from '../http/answers.js';
import { MeetingPath } from '../http/requests.js';
import { BoardFeed } from './board-feed.js';
import { EventStream } from './event-stream.js';

@Controller('api/v1/meetings/:meetingId/board')
export class BoardController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly feed: BoardFeed,
  ) {}

  @Get()
  @Roles(...readers)
  @Answers(GetResponseBoard)
  get(@Param({ schema: MeetingPath }) path: MeetingPath) {
    return this.rpc.call(GetResponseBoard, path);
  }

  @Post('rebuild')
  @Roles(...owners)
  @Answers(RebuildResponseBoard)
  rebuild(@Param({ schema: MeetingPath }) path: MeetingPath, @Body({ schema: z.object({}).optional() }) _body: unknown) {
    return this.rpc.call(RebuildResponseBoard, path, { timeoutMs: 60_000 });
  }

  /** Answers in problem+json as long as the board cannot be read, and as an event stream from then on. */
  @Get('stream')
  @Roles(...readers)
  @Answers(GetResponseBoard, { summary: 'The board as server-sent events `board`: at once, and whenever it has changed' })
  async stream(@Param({ schema: MeetingPath }) { meetingId }: MeetingPath, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    // Fastify answers HEAD by the GET handler: nobody would ever close a stream that was not opened.
    if (request.method === 'HEAD') return void (await reply.type('text/event-stream').send());
    let stream: EventStream | undefined;
    let leave: () => void = () => undefined;
    const open = (): EventStream => {
      reply.hijack();
      return new EventStream(reply.raw, { 'x-correlation-id': request.id }, () => leave());
    };
    leave = await this.feed.listen(meetingId, { board: (json) => (stream ??= open()).send('board', json), end: () => stream?.end() });
    if (reply.raw.destroyed) leave();
  }
}
