import { Body, Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { TakeBridgeCallback } from '#contracts';
import { RpcClient } from '#messaging';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { ForBridge } from '../http/route-access.js';
import { RateLimits } from '../http/rate-limits.js';

/**
 * What a conference bridge posts when something happened in a room. Whether the bridge posted it is for the service to say,
 * which knows the secret; whoever posts learns nothing of it.
 */
@ApiExcludeController()
@Controller('bridge/callbacks')
export class BridgeCallbackController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly limits: RateLimits,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  @Post()
  @ForBridge()
  @HttpCode(204)
  async take(@Body() body: unknown, @Query() _checksum: unknown, @Req() request: FastifyRequest): Promise<void> {
    const fields = Object.entries(typeof body === 'object' && body !== null ? body : {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [{ name, value }] : [],
    );
    const address = new URL(request.url, this.config.SALA_PUBLIC_URL).href;
    const { taken } = await this.rpc.call(TakeBridgeCallback, { address, fields });
    if (!taken) await this.limits.badLink(request);
  }
}
