import { Body, Controller, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import {
  bodySchemaOf,
  ChangeOwnPassword,
  ChangePassword,
  CloseAllSessions,
  CloseSession,
  GetOwnSession,
  mayAsk,
  OpenSession,
  passedOn,
  requestName,
  type ReturnOf,
  type RestOf,
  type SignedIn,
  type SignedInStaff,
  SignInHere,
  SignOut,
  SignOutEverywhere,
  type Staff,
} from '#contracts';
import { RpcClient } from '#messaging';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { RateLimits } from '../http/rate-limits.js';
import { Serves } from '../http/serves.js';
import { staffOf } from './admitted.js';
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.js';

/** With what is open to them, which pages go by. */
const withAsks = (staff: Staff): SignedInStaff => ({
  ...staff,
  asks: passedOn.filter((contract) => mayAsk(contract, staff)).map(requestName),
});

@Controller()
export class SessionController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  @Serves(SignInHere)
  async signIn(
    @Body({ schema: bodySchemaOf(SignInHere) }) body: RestOf<typeof SignInHere>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedIn> {
    const { sessionToken, staff, expiresAt } = await this.limits.tried(request, body.email, () =>
      this.rpc.call(OpenSession, body),
    );
    setSessionCookie(reply, sessionToken, this.config);
    return { staff: withAsks(staff), expiresAt };
  }

  @Serves(GetOwnSession)
  async whoIsSignedIn(@Req() request: FastifyRequest): Promise<SignedIn> {
    const { staff, expiresAt } = await this.sessions.get(sessionTokenOf(request, this.config) ?? '');
    return { staff: withAsks(staff), expiresAt };
  }

  @Serves(SignOut)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    // The browser forgets it in any case: whoever comes to this computer next is nobody, also while identity is away.
    clearSessionCookie(reply, this.config);
    await this.rpc.call(CloseSession, { sessionToken: sessionTokenOf(request, this.config) ?? '' });
  }

  @Serves(SignOutEverywhere)
  async signOutEverywhere(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReturnOf<typeof CloseAllSessions>> {
    clearSessionCookie(reply, this.config);
    return this.rpc.call(CloseAllSessions, { sessionToken: sessionTokenOf(request, this.config) ?? '' });
  }

  @Serves(ChangeOwnPassword)
  async changePassword(
    @Body({ schema: bodySchemaOf(ChangeOwnPassword) }) body: RestOf<typeof ChangeOwnPassword>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const sessionToken = sessionTokenOf(request, this.config) ?? '';
    await this.limits.tried(request, staffOf(request).email, () =>
      this.rpc.call(ChangePassword, { sessionToken, ...body }),
    );
  }
}
