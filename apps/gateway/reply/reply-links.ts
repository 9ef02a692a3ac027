import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type PassedOn, type ReturnOf, type RequestOf } from '#contracts';
import { RpcClient } from '#messaging';
import { AppError } from '#platform';
import { RateLimits } from '../http/rate-limits.js';

/** Asks on behalf of whoever holds a reply link; counts each link's requests and answers, and each address's wrong links. */
@Injectable()
export class ReplyLinks {
  constructor(
    private readonly rpc: RpcClient,
    private readonly limits: RateLimits,
  ) {}

  async ask<C extends PassedOn>(
    contract: C,
    asked: RequestOf<C> & { readonly replyToken: string },
    request: FastifyRequest,
  ): Promise<ReturnOf<C>> {
    const ask = () => this.rpc.call(contract, asked);
    try {
      if (contract.http.method !== 'GET') return await this.limits.answering(asked.replyToken, ask);
      await this.limits.reading(asked.replyToken);
      return await ask();
    } catch (error) {
      if (error instanceof AppError && (error.code === 'reply-link-invalid' || error.code === 'invalid-input'))
        await this.limits.badLink(request);
      throw error;
    }
  }
}
