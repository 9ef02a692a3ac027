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

  form(replyToken: string, request: FastifyRequest): Promise<ReplyForm> {
    return this.#counted(request, () => this.rpc.call(GetReplyForm, { replyToken }));
  }

  record(replyToken: string, content: ResponseContent, expectedRevision: number | undefined, request: FastifyRequest): Promise<RecordedReply> {
    return this.#counted(request, async () => {
      await this.limits.count('replyChange', request);
      return this.rpc.call(RecordReply, { replyToken, content, expectedRevision });
    });
  }

  async #counted<Result>(request: FastifyRequest, ask: () => Promise<Result>): Promise<Result> {
    await this.limits.count('replyLink', request);
    try {
      return await ask();
    } catch (error) {
      if (error instanceof AppError && (error.code === 'reply-link-invalid' || error.code === 'invalid-input')) await this.limits.count('badLink', request);
      throw error;
    }
  }
}
