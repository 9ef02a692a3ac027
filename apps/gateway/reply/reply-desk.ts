import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { GetReplyForm, RecordReply, type RecordedReply, type ReplyForm, type ResponseContent } from '#contracts';
import { RpcClient } from '#messaging';
import { AppError } from '#platform';
import { RateLimits } from '../http/rate-limits.js';

/** Asks registration on behalf of whoever holds a reply link; counts each link's requests and each address's wrong links. */
@Injectable()
export class ReplyDesk {
  constructor(
    private readonly rpc: RpcClient,
    private readonly limits: RateLimits,
  ) {}

  async form(replyToken: string, request: FastifyRequest): Promise<ReplyForm> {
    await this.limits.reading(request);
    return this.#asked(request, () => this.rpc.call(GetReplyForm, { replyToken }));
  }

  async record(replyToken: string, content: ResponseContent, expectedRevision: number | undefined, request: FastifyRequest): Promise<RecordedReply> {
    await this.limits.answering(request);
    return this.#asked(request, () => this.rpc.call(RecordReply, { replyToken, content, expectedRevision }));
  }

  async #asked<Result>(request: FastifyRequest, ask: () => Promise<Result>): Promise<Result> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof AppError && (error.code === 'reply-link-invalid' || error.code === 'invalid-input')) await this.limits.badLink(request);
      throw error;
    }
  }
}
