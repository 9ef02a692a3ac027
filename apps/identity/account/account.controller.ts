import { Controller } from '@nestjs/common';
import { AddStaff, ChangeStaff, DeactivateStaff, ListStaff, ReactivateStaff, ResetPassword, SignOutStaff, type ParsedRequestOf, type ReplyOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { AccountService } from './account.service.js';
import { StaffStore } from './staff.store.js';

@Controller()
export class AccountController {
  constructor(
    private readonly accounts: AccountService,
    private readonly store: StaffStore,
  ) {}

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
    return this.accounts.add(draft);
  }

  @HandlesRpc(ListStaff)
  async list(): Promise<ReplyOf<typeof ListStaff>> {
    return { items: await this.store.list() };
  }
}
