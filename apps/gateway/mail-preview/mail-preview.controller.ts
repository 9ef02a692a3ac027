import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { owners, PreviewMailWording } from '#contracts';
import { RpcClient } from '#messaging';
import { zodToInvalid } from '#platform';
import { ForStaff } from '../http/route-access.js';

/** A mail has the styles of its elements in them, and does nothing. */
const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
} as const;

/** A letter as a mail program shows it, in the words that come with the request: they may stand in the console unsaved. */
@ApiExcludeController()
@Controller('mail-preview/:meetingId/:kind/:language')
export class MailPreviewController {
  constructor(private readonly rpc: RpcClient) {}

  @Post()
  @ForStaff(owners)
  async show(@Param() of: object, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typeof body === 'object' && body !== null ? body : {};
    const asked = PreviewMailWording.request.safeParse({ ...typed, ...of });
    if (!asked.success) throw zodToInvalid(asked.error);
    const { html } = await this.rpc.call(PreviewMailWording, asked.data);
    reply.headers({ ...pageHeaders, 'content-language': asked.data.language });
    await reply.status(200).type('text/html; charset=utf-8').send(html);
  }
}
