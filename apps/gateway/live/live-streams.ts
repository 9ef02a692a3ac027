import { Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { staffOf } from '../access/admitted.js';
import { OpenStreams } from '../access/open-streams.js';
import { sessionTokenOf } from '../access/session-cookie.js';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { streamHeaders } from '../http/headers.js';
import { EventStream } from './event-stream.js';
import { type LiveFeed } from './live-feed.js';

type Streamed = { readonly feed: LiveFeed; readonly event: string; readonly meetingId: string };

/** What is watched, as server-sent events to whoever is signed in. */
@Injectable()
export class LiveStreams {
  constructor(
    private readonly streams: OpenStreams,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  /** Answers in problem+json as long as what is watched cannot be read, and as an event stream from then on. */
  async stream({ feed, event, meetingId }: Streamed, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // Fastify answers HEAD by the GET handler: nobody would ever close a stream that was not opened.
    if (request.method === 'HEAD') return void (await reply.type('text/event-stream').send());
    let stream: EventStream | undefined;
    let leave: () => void = () => undefined;
    // It may take a while to be read: whoever is signed out meanwhile gets no stream.
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
      leave = await feed.listen(meetingId, { tell: (json) => (stream ??= open()).send(event, json), end });
    } catch (error) {
      forget();
      throw error;
    }
    if (!reply.raw.destroyed) return;
    forget();
    leave();
  }
}
