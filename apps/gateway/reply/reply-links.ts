import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type PassedOn, type ReturnOf, type RequestOf } from '#contracts';
import { RpcClient } from '#messaging';
import { RateLimits } from '../http/rate-limits.js';

/** Asks on behalf of whoever holds a reply link; counts each link's requests and answers, and each address's wrong links. */
@Injectable()
export class ReplyLinks {
  constructor(
    private readonly rpc: RpcClient,
    private readonly limits: RateLimits,
  ) {}

  ask<C extends PassedOn>(
    contract: C,
    asked: RequestOf<C> & { readonly replyToken: string },
    request: FastifyRequest,
  ): Promise<ReturnOf<C>> {
    const does = contract.http.method === 'GET' ? 'reading' : 'answering';
    return this.limits.byLink(request, asked.replyToken, does, () => this.rpc.call(contract, asked));
  }
}
