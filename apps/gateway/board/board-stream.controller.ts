import { Controller, Param, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type PathOf, pathSchemaOf, StreamResponseBoard } from '#contracts';
import { staffOf } from '../access/admitted.js';
import { OpenStreams } from '../access/open-streams.js';
import { sessionTokenOf } from '../access/session-cookie.js';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { streamHeaders } from '../http/headers.js';
import { Serves } from '../http/serves.js';
import { BoardFeed } from './board-feed.js';
import { EventStream } from './event-stream.js';

@Controller()
export class BoardStreamController {
  constructor(
    private readonly feed: BoardFeed,
    private readonly streams: OpenStreams,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  /** Answers in problem+json as long as the board cannot be read, and as an event stream from then on. */
  @Serves(StreamResponseBoard)
  async stream(
    @Param({ schema: pathSchemaOf(StreamResponseBoard) }) { meetingId }: PathOf<typeof StreamResponseBoard>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
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
