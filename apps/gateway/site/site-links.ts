import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type RequestOf, type ReturnOf, type RpcContract } from '#contracts';
import { RpcClient } from '#messaging';
import { AppError } from '#platform';
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
    return this.#counted(request, async () => {
      await this.limits.reading(asked.siteToken);
      return this.rpc.call(contract, asked, options);
    });
  }

  /** What changes something. */
  say<C extends RpcContract>(
    contract: C,
    asked: RequestOf<C> & { readonly siteToken: string },
    request: FastifyRequest,
    options?: Options,
  ): Promise<ReturnOf<C>> {
    return this.#counted(request, () =>
      this.limits.answering(asked.siteToken, () => this.rpc.call(contract, asked, options)),
    );
  }

  async #counted<Result>(request: FastifyRequest, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError && (error.code === 'site-link-invalid' || error.code === 'invalid-input'))
        await this.limits.badLink(request);
      throw error;
    }
  }
}
