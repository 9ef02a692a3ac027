import { Controller } from '@nestjs/common';
import {
  ChangePassword,
  CloseAllSessions,
  CloseSession,
  GetSession,
  OpenSession,
  type ParsedRequestOf,
  type ReturnOf,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { SignInService } from './sign-in.service.js';

@Controller()
export class SignInController {
  constructor(private readonly signIn: SignInService) {}

  @HandlesRpc(OpenSession)
  open({ email, password }: ParsedRequestOf<typeof OpenSession>): Promise<ReturnOf<typeof OpenSession>> {
    return this.signIn.open(email, password);
  }

  @HandlesRpc(GetSession)
  get({ sessionToken }: ParsedRequestOf<typeof GetSession>): Promise<ReturnOf<typeof GetSession>> {
    return this.signIn.get(sessionToken);
  }

  @HandlesRpc(CloseSession)
  async close({ sessionToken }: ParsedRequestOf<typeof CloseSession>): Promise<ReturnOf<typeof CloseSession>> {
    await this.signIn.close(sessionToken);
    return {};
  }

  @HandlesRpc(CloseAllSessions)
  async closeAll({
    sessionToken,
  }: ParsedRequestOf<typeof CloseAllSessions>): Promise<ReturnOf<typeof CloseAllSessions>> {
    return { ended: await this.signIn.closeAll(sessionToken) };
  }

  @HandlesRpc(ChangePassword)
  async changePassword(request: ParsedRequestOf<typeof ChangePassword>): Promise<ReturnOf<typeof ChangePassword>> {
    await this.signIn.changePassword(request);
    return {};
  }
}
