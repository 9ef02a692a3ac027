import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { KeepUnreachedSelfCheck, OfferSelfCheck } from '#contracts';
import { invalid, zodToInvalid } from '#platform';
import { ByReplyLink } from '../http/route-access.js';
import { textOf } from '../reply/text-of.js';
import { SiteLinks } from '../site/site-links.js';
import { AtSite, type SiteVisit, SiteVisits } from '../site/site-visits.js';
import { selfCheckHeaders } from './self-check-headers.js';
import { selfCheckPage } from './self-check-page.js';
import { SelfCheckScript } from './self-check-script.js';

/** As much as a browser says of its devices. */
const longestSaid = 4_000;

/** What the page's program found, as it was written into a form. */
const readSaid = (text: unknown): unknown => {
  if (typeof text !== 'string' || text.length > longestSaid)
    throw invalid('malformed-request', { values: { why: 'What was found is missing, or too long' } });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid('malformed-request', { values: { why: 'What was found is not valid JSON' }, cause });
  }
};

/** The page on which a site measures its link by itself, and what its program asks. Opening it changes nothing. */
@ApiExcludeController()
@Controller('s/:token/self-check')
export class SelfCheckController {
  constructor(
    private readonly visits: SiteVisits,
    private readonly links: SiteLinks,
    private readonly script: SelfCheckScript,
  ) {}

  @Get()
  @ByReplyLink()
  async open(@AtSite() visit: SiteVisit, @Res() reply: FastifyReply): Promise<void> {
    await this.visits.answer(reply, visit, async () => {
      const seen = await this.visits.read(visit);
      const page = this.visits.context(visit, seen, `${visit.address}/self-check`);
      return {
        language: page.language,
        status: 200,
        headers: selfCheckHeaders,
        html: selfCheckPage(page, { seen, back: visit.address, script: this.script.path }),
      };
    });
  }

  @Post('offer')
  @ByReplyLink()
  async offer(
    @Param('token') siteToken: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sdp = textOf(body, 'sdp');
    const asked = { siteToken, sdp: typeof sdp === 'string' ? sdp : '' };
    const answer = await this.links.say(OfferSelfCheck, asked, request);
    await reply.header('cache-control', 'no-store').status(200).send(answer);
  }

  @Post('unreached')
  @ByReplyLink()
  async unreached(
    @Param('token') siteToken: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = KeepUnreachedSelfCheck.request.safeParse({
      siteToken,
      udp: textOf(body, 'udp'),
      said: readSaid(textOf(body, 'said')),
    });
    if (!asked.success) throw zodToInvalid(asked.error);
    const { verdict, reasons } = await this.links.say(KeepUnreachedSelfCheck, asked.data, request);
    await reply.header('cache-control', 'no-store').status(200).send({ verdict, reasons });
  }
}
