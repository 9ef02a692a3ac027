import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type RequestOf, type ReturnOf, type RpcContract } from '#contracts';
import { RpcClient } from '#messaging';
import { RateLimits } from '../http/rate-limits.js';

type Options = { readonly timeoutMs?: number };

/** Asks on behalf of whoever holds a site's link; counts each link's requests and changes, and each address's wrong links. */
@Injectable()
export class SiteLinks {
  constructor(
    private readonly rpc: RpcClient,
    private readonly limits: RateLimits,
  ) {}

  /** What shows something. */
  read<C extends RpcContract>(
    contract: C,
    asked: RequestOf<C> & { readonly siteToken: string },
    request: FastifyRequest,
    options?: Options,
  ): Promise<ReturnOf<C>> {
    return this.limits.byLink(request, asked.siteToken, 'reading', () => this.rpc.call(contract, asked, options));
  }

  /** What changes something. */
  say<C extends RpcContract>(
    contract: C,
    asked: RequestOf<C> & { readonly siteToken: string },
    request: FastifyRequest,
    options?: Options,
  ): Promise<ReturnOf<C>> {
    return this.limits.byLink(request, asked.siteToken, 'answering', () => this.rpc.call(contract, asked, options));
  }
}
