import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { GetWrongAddress, Language, SayWrongAddress } from '#contracts';
import { RpcClient } from '#messaging';
import { preferredLanguage } from '#words';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { RateLimits } from '../http/rate-limits.js';
import { ByReplyLink } from '../http/route-access.js';
import { replyPageHeaders } from '../reply/reply-style.js';
import { textOf } from '../reply/text-of.js';
import { wrongAddressPage } from './wrong-address-page.js';

type Of = { readonly token: string; readonly key: string };

/**
 * One click in a mail program (RFC 8058) says that the address is not the office's. Reading shows a page and decides nothing, as
 * programs open links of themselves; a POST decides, whatever stands in it.
 */
@ApiExcludeController()
@Controller('wrong-address/:token/:key')
export class WrongAddressController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly limits: RateLimits,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  @Get()
  @ByReplyLink()
  async open(
    @Param() of: Of,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#show(GetWrongAddress, of, { query, request, reply });
  }

  @Post()
  @ByReplyLink()
  async say(
    @Param() of: Of,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#show(SayWrongAddress, of, { query, request, reply });
  }

  async #show(
    contract: typeof GetWrongAddress | typeof SayWrongAddress,
    { token, key }: Of,
    { query, request, reply }: { query: unknown; request: FastifyRequest; reply: FastifyReply },
  ): Promise<void> {
    const told = await this.limits.byLink(request, token, 'reading', () =>
      this.rpc.call(contract, { addressToken: token, mailKey: key }),
    );
    const chosen = Language.safeParse(textOf(query, 'lang')).data;
    const language = preferredLanguage(chosen, request.headers['accept-language']);
    const page = {
      language,
      guessed: chosen === undefined,
      address: `/wrong-address/${token}/${key}`,
      helpPhone: this.config.SALA_HELP_PHONE,
    };
    await reply
      .status(200)
      .headers({ ...replyPageHeaders, 'content-language': language })
      .type('text/html; charset=utf-8')
      .send(wrongAddressPage(page, told));
  }
}
