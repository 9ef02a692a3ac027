import { Controller, Param, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type PathOf, pathSchemaOf, StreamConferenceDay, StreamResponseBoard } from '#contracts';
import { Serves } from '../http/serves.js';
import { BoardFeed } from './board-feed.js';
import { DayFeed } from './day-feed.js';
import { LiveStreams } from './live-streams.js';

@Controller()
export class LiveStreamController {
  constructor(
    private readonly boards: BoardFeed,
    private readonly days: DayFeed,
    private readonly streams: LiveStreams,
  ) {}

  @Serves(StreamResponseBoard)
  board(
    @Param({ schema: pathSchemaOf(StreamResponseBoard) }) { meetingId }: PathOf<typeof StreamResponseBoard>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.stream({ feed: this.boards, event: 'board', meetingId }, request, reply);
  }

  @Serves(StreamConferenceDay)
  day(
    @Param({ schema: pathSchemaOf(StreamConferenceDay) }) { meetingId }: PathOf<typeof StreamConferenceDay>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.stream({ feed: this.days, event: 'day', meetingId }, request, reply);
  }
}
