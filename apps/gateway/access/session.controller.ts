import { Body, Controller, Delete, Get, Post, Put, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type z } from 'zod';
import { ChangePassword, CloseAllSessions, CloseSession, GetSession, OpenSession, Role, SignIn } from '#contracts';
import { RpcClient } from '#messaging';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { Answers } from '../http/answers.js';
import { RateLimits } from '../http/rate-limits.js';
import { Public, Roles, staffOf } from './roles.js';
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.js';

/** The session as a person's page sees it: its token stays in the cookie. */
const SignedInSession = GetSession.reply;
type SignedInSession = z.infer<typeof SignedInSession>;

const Passwords = ChangePassword.request.pick({ currentPassword: true, newPassword: true });
type Passwords = z.infer<typeof Passwords>;

@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  @Post()
  @Public()
  @Answers(OpenSession, { reply: SignedInSession, example: { staff: OpenSession.example.reply.staff, expiresAt: OpenSession.example.reply.expiresAt } })
  async signIn(
    @Body({ schema: SignIn }) body: z.infer<typeof SignIn>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInSession> {
    const { sessionToken, staff, expiresAt } = await this.limits.tried(request, body.email, () => this.rpc.call(OpenSession, body));
    setSessionCookie(reply, sessionToken, this.config);
    return { staff, expiresAt };
  }

  @Get()
  @Roles(...Role.options)
  @Answers(GetSession)
  async whoIsSignedIn(@Req() request: FastifyRequest): Promise<SignedInSession> {
    return this.sessions.get(sessionTokenOf(request, this.config) ?? '');
  }

  @Delete()
  @Roles(...Role.options)
  @Answers(CloseSession, { reply: 'nothing' })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.rpc.call(CloseSession, { sessionToken: sessionTokenOf(request, this.config) ?? '' });
    clearSessionCookie(reply, this.config);
  }

  @Delete('everywhere')
  @Roles(...Role.options)
  @Answers(CloseAllSessions)
  async signOutEverywhere(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof CloseAllSessions.reply>> {
    const ended = await this.rpc.call(CloseAllSessions, { sessionToken: sessionTokenOf(request, this.config) ?? '' });
    clearSessionCookie(reply, this.config);
    return ended;
  }

  @Put('password')
  @Roles(...Role.options)
  @Answers(ChangePassword, { reply: 'nothing' })
  async changePassword(@Body({ schema: Passwords }) body: Passwords, @Req() request: FastifyRequest): Promise<void> {
    const sessionToken = sessionTokenOf(request, this.config) ?? '';
    await this.limits.tried(request, staffOf(request).email, () => this.rpc.call(ChangePassword, { sessionToken, ...body }));
  }
}
