import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Clock } from '#platform';
import { ByReplyLink } from '../http/route-access.js';
import { siteFirstPage } from './site-page.js';
import { SiteVisits, siteVisitOf } from './site-visits.js';

/** What a site opens by the link in its mails, without any script. Opening it changes nothing. */
@ApiExcludeController()
@Controller('s/:token')
export class SitePageController {
  constructor(
    private readonly visits: SiteVisits,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ByReplyLink()
  async open(
    @Param('token') token: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = siteVisitOf(token, query, undefined, request);
    await this.visits.answer(reply, visit, async () => {
      const seen = await this.visits.read(visit);
      const page = this.visits.context(visit, seen);
      return { language: page.language, status: 200, html: siteFirstPage(page, { seen, now: this.clock.now() }) };
    });
  }
}
