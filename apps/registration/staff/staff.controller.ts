import { Controller } from '@nestjs/common';
import { AddStaff, ChangePassword, ChangeStaff, CloseAllSessions, CloseSession, DeactivateStaff, GetSession, ListStaff, OpenSession, ReactivateStaff, ResetPassword, SignOutStaff, type ParsedRequestOf, type ReplyOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { AccountService } from './account.service.js';
import { StaffService } from './staff.service.js';
import { StaffStore } from './staff.store.js';

@Controller()
export class StaffController {
  constructor(
    private readonly staff: StaffService,
    private readonly accounts: AccountService,
    private readonly store: StaffStore,
  ) {}

  @HandlesRpc(OpenSession)
  open({ email, password }: ParsedRequestOf<typeof OpenSession>): Promise<ReplyOf<typeof OpenSession>> {
    return this.staff.open(email, password);
  }

  @HandlesRpc(GetSession)
  get({ sessionToken }: ParsedRequestOf<typeof GetSession>): Promise<ReplyOf<typeof GetSession>> {
    return this.staff.get(sessionToken);
  }

  @HandlesRpc(CloseSession)
  async close({ sessionToken }: ParsedRequestOf<typeof CloseSession>): Promise<ReplyOf<typeof CloseSession>> {
    await this.staff.close(sessionToken);
    return {};
  }

  @HandlesRpc(CloseAllSessions)
  async closeAll({ sessionToken }: ParsedRequestOf<typeof CloseAllSessions>): Promise<ReplyOf<typeof CloseAllSessions>> {
    return { ended: await this.staff.closeAll(sessionToken) };
  }

  @HandlesRpc(ChangePassword)
  async changePassword(request: ParsedRequestOf<typeof ChangePassword>): Promise<ReplyOf<typeof ChangePassword>> {
    await this.staff.changePassword(request);
    return {};
  }

  @HandlesRpc(ChangeStaff)
  change({ staffId, ...change }: ParsedRequestOf<typeof ChangeStaff>): Promise<ReplyOf<typeof ChangeStaff>> {
    return this.accounts.change(staffId, ({ active }) => ({ ...change, active }));
  }

  @HandlesRpc(DeactivateStaff)
  deactivate({ staffId }: ParsedRequestOf<typeof DeactivateStaff>): Promise<ReplyOf<typeof DeactivateStaff>> {
    return this.accounts.change(staffId, (staff) => ({ ...staff, active: false }));
  }

  @HandlesRpc(ReactivateStaff)
  reactivate({ staffId }: ParsedRequestOf<typeof ReactivateStaff>): Promise<ReplyOf<typeof ReactivateStaff>> {
    return this.accounts.change(staffId, (staff) => ({ ...staff, active: true }));
  }

  @HandlesRpc(ResetPassword)
  async resetPassword({ staffId, password }: ParsedRequestOf<typeof ResetPassword>): Promise<ReplyOf<typeof ResetPassword>> {
    await this.accounts.resetPassword(staffId, password);
    return {};
  }

  @HandlesRpc(SignOutStaff)
  async signOut({ staffId }: ParsedRequestOf<typeof SignOutStaff>): Promise<ReplyOf<typeof SignOutStaff>> {
    return { ended: await this.accounts.signOut(staffId) };
  }

  @HandlesRpc(AddStaff)
  add(draft: ParsedRequestOf<typeof AddStaff>): Promise<ReplyOf<typeof AddStaff>> {
    return this.staff.add(draft);
  }

  @HandlesRpc(ListStaff)
  async list(): Promise<ReplyOf<typeof ListStaff>> {
    return { items: await this.store.list() };
  }
}
