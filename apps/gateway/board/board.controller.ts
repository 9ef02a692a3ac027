import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { GetResponseBoard, RebuildResponseBoard } from '#contracts';
import { RpcClient } from '#messaging';
import { OpenStreams } from '../access/open-streams.js';
import { owners, readers, Roles, staffOf } from '../access/roles.js';
import { sessionTokenOf } from '../access/session-cookie.js';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { Answers } from '../http/answers.js';
import { MeetingPath } from '../http/requests.js';
import { streamHeaders } from '../http/headers.js';
import { BoardFeed } from './board-feed.js';
import { EventStream } from './event-stream.js';

@Controller('api/v1/meetings/:meetingId/board')
export class BoardController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly feed: BoardFeed,
    private readonly streams: OpenStreams,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  @Get()
  @Roles(...readers, 'focal-point')
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
  @Roles(...readers, 'focal-point')
  @Answers(GetResponseBoard, { summary: 'The board as server-sent events `board`: at once, and whenever it has changed' })
  async stream(@Param({ schema: MeetingPath }) { meetingId }: MeetingPath, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    // Fastify answers HEAD by the GET handler: nobody would ever close a stream that was not opened.
    if (request.method === 'HEAD') return void (await reply.type('text/event-stream').send());
    let stream: EventStream | undefined;
    let leave: () => void = () => undefined;
    // The board may take a while to be read: whoever is signed out meanwhile gets no stream.
    let ended = false;
    const end = (): void => {
      ended = true;
      stream?.end();
    };
    const forget = this.streams.add(staffOf(request).id, sessionTokenOf(request, this.config) ?? '', end);
    const open = (): EventStream => {
      reply.hijack();
      const opened = new EventStream(reply.raw, streamHeaders(request.id, this.config.SALA_SECURE_COOKIES), () => {
        forget();
        leave();
      });
      if (ended) opened.end();
      return opened;
    };
    try {
      leave = await this.feed.listen(meetingId, { board: (json) => (stream ??= open()).send('board', json), end });
    } catch (error) {
      forget();
      throw error;
    }
    if (!reply.raw.destroyed) return;
    forget();
    leave();
  }
}
