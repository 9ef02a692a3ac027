import { Body, Controller, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import {
  exampleInvitation,
  GetMeeting,
  Id,
  Language,
  type Meeting,
  owners,
  type ReplyForm,
  ReplyFormSettings,
  type ResponseContent,
} from '#contracts';
import { RpcClient } from '#messaging';
import { Clock, invalid, zodToInvalid } from '#platform';
import { preferredLanguage } from '#words';
import { ForStaff } from '../http/route-access.js';
import { typedOf } from './reply-form.js';
import { mistakesInOpinion, readTypedOpinion } from './reply-opinion-form.js';
import { formPage } from './reply-page.js';
import { type FormView } from './reply-page-form.js';
import { type PageContext } from './reply-page-parts.js';
import { nextStep } from './reply-steps.js';
import { replyPolicy } from './reply-style.js';
import { replyWords } from './reply-words.js';
import { reviewPage } from './review-page.js';

/** The form that is looked at comes with each request: it may stand in the console unsaved. */
const formField = 'form';
const pageHeaders = {
  'content-security-policy': replyPolicy,
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
} as const;

const settingsIn = (text: unknown): ReplyFormSettings => {
  let said: unknown;
  try {
    said = JSON.parse(typeof text === 'string' ? text : '');
  } catch (cause) {
    throw invalid('malformed-request', { cause });
  }
  const parsed = ReplyFormSettings.safeParse(said);
  if (!parsed.success) throw zodToInvalid(parsed.error);
  return parsed.data;
};

/** An office that there is not, invited to the meeting with this form. */
const formOf = (meeting: Meeting, settings: ReplyFormSettings): ReplyForm => {
  const [th, en] = [replyWords('th').sample, replyWords('en').sample];
  const { response: _response, ...invitation } = exampleInvitation;
  return {
    meeting: { ...meeting, form: settings },
    invitation: {
      ...invitation,
      meetingId: meeting.id,
      organisation: { ...invitation.organisation, name: { th: th.office, en: en.office } },
      siteName: { th: th.site, en: en.site },
    },
    open: true,
    opinions: { open: true, given: [] },
  };
};
const answered = (form: ReplyForm, content: ResponseContent, now: Date): ReplyForm => {
  const at = now.toISOString();
  const response = { ...content, revision: 1, channel: 'web' as const, receivedAt: at, enteredAt: at, late: false };
  return { ...form, invitation: { ...form.invitation, response } };
};

/** The reply page as offices will see it, for whoever makes its form: it can be filled in and sent, and nothing is kept. */
@ApiExcludeController()
@Controller('reply-preview/:meetingId')
export class ReplyPreviewController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ForStaff(owners)
  async show(
    @Param('meetingId') meetingId: string,
    @Query('lang') lang: unknown,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { [formField]: said, ...typedIn } = typeof body === 'object' && body !== null ? (body as Fields) : {};
    const settings = settingsIn(said);
    const id = Id.safeParse(meetingId);
    if (!id.success) throw zodToInvalid(id.error);
    const meeting = await this.rpc.call(GetMeeting, { meetingId: id.data });
    const language =
      Language.safeParse(typedIn['show'] ?? lang).data
      ?? preferredLanguage(undefined, request.headers['accept-language']);
    const context = { language, address: `/reply-preview/${id.data}`, sample: JSON.stringify(settings) };
    const html = shown(context, formOf(meeting, settings), typedIn, this.clock.now());
    reply.headers({ ...pageHeaders, 'content-language': language });
    await reply.status(200).type('text/html; charset=utf-8').send(html);
  }
}

type Fields = Readonly<Record<string, unknown>>;

type View = Pick<FormView, 'form' | 'typed'> & Partial<FormView>;

const viewOfOpinion = (form: ReplyForm, body: Fields, now: Date): View => {
  const shown = { form, typed: typedOf(undefined, form.invitation.revision), touched: true };
  const typed = readTypedOpinion(body);
  if (body['show'] !== undefined) return { ...shown, opinions: { typed } };
  const mistakes = mistakesInOpinion(typed);
  if (mistakes.length > 0) return { ...shown, opinions: { typed, mistakes } };
  const { givenBy, ...said } = typed;
  const opinion = { ...said, ...(givenBy !== '' && { givenBy }), givenAt: now.toISOString(), channel: 'web' as const };
  return { ...shown, form: { ...form, opinions: { open: true, given: [opinion] } }, opinions: { done: 'given' } };
};

/** What comes of what was pressed; a page that was just opened is the form before anybody has typed. */
const shown = (
  context: PageContext & { readonly sample: string },
  form: ReplyForm,
  body: Fields,
  now: Date,
): string => {
  const touched = true;
  if (body['opinion'] !== undefined) return formPage({ ...context, ...viewOfOpinion(form, body, now) });
  if (Object.keys(body).length === 0)
    return formPage({ ...context, form, typed: typedOf(undefined, form.invitation.revision), touched });
  const next = nextStep(body, form.meeting.form);
  if (next.step === 'form') return formPage({ ...context, form, touched, ...next });
  if (next.step === 'review') return reviewPage({ ...context, form, ...next });
  return formPage({ ...context, form: answered(form, next.content, now), typed: next.typed, touched, done: true });
};
