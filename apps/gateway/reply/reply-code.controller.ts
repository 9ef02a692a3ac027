import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Language, OpenByReplyCode, ReplyCode } from '#contracts';
import { RpcClient } from '#messaging';
import { AppError, httpStatusOf } from '#platform';
import { preferredLanguage } from '#words';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { RateLimits } from '../http/rate-limits.js';
import { ByReplyLink } from '../http/route-access.js';
import { codePage, type CodeTrouble } from './reply-code-page.js';
import { replyPageHeaders } from './reply-style.js';
import { textOf } from './text-of.js';

const address = '/r';
/** The language that the reader chose; what the browser prefers is no choice, and the page that is opened speaks its office's. */
const chosenIn = (query: unknown): Language | undefined => Language.safeParse(textOf(query, 'lang')).data;
const troubleOf = ({ code, kind }: AppError): CodeTrouble | undefined => {
  if (code === 'reply-code-unknown') return 'unknown';
  if (code === 'too-many-requests') return 'too-many';
  return kind === 'unavailable' ? 'unavailable' : undefined;
};

/** Where the code of a letter is typed by whoever has no link; it leads to the same page as the link does. */
@ApiExcludeController()
@Controller('r')
export class ReplyCodeController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly limits: RateLimits,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  @Get()
  @ByReplyLink()
  async open(@Query() query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#show(query, request, reply, 200);
  }

  @Post()
  @ByReplyLink()
  async send(
    @Query() query: unknown,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const chosen = chosenIn(query);
    const code = textOf(body, 'code');
    const typed = typeof code === 'string' ? code.slice(0, 60) : '';
    // What no code can be is not tried: it tells nothing, and a slip of the finger is counted for nobody.
    const read = ReplyCode.safeParse(code);
    if (!read.success) return this.#show(query, request, reply, 422, { typed, trouble: 'wrong' });
    try {
      const { replyToken } = await this.limits.guessing(request, () =>
        this.rpc.call(OpenByReplyCode, { replyCode: read.data }),
      );
      await reply
        .headers(replyPageHeaders)
        .redirect(`${address}/${replyToken}${chosen === undefined ? '' : `?lang=${chosen}`}`, 303);
    } catch (error) {
      const trouble = error instanceof AppError ? troubleOf(error) : undefined;
      if (!(error instanceof AppError) || trouble === undefined) throw error;
      const wait = error.details?.['retryAfterSeconds'];
      if (typeof wait === 'number') reply.header('retry-after', String(wait));
      await this.#show(query, request, reply, httpStatusOf(error), {
        typed,
        trouble,
        ...(typeof wait === 'number' && { waitSeconds: wait }),
      });
    }
  }

  async #show(
    query: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    view: Parameters<typeof codePage>[1] = {},
  ): Promise<void> {
    const language = preferredLanguage(textOf(query, 'lang'), request.headers['accept-language']);
    const guessed = chosenIn(query) === undefined;
    const html = codePage({ language, guessed, address, helpPhone: this.config.SALA_HELP_PHONE }, view);
    await reply
      .status(status)
      .headers({ ...replyPageHeaders, 'content-language': language })
      .type('text/html; charset=utf-8')
      .send(html);
  }
}
