import { Controller } from '@nestjs/common';
import {
  AddStaff,
  ChangeStaff,
  DeactivateStaff,
  ListFocalPoints,
  ListStaff,
  ListStaffNames,
  ReactivateStaff,
  ResetPassword,
  SignOutStaff,
  type ParsedRequestOf,
  type ReturnOf,
} from '#contracts';
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
  change({ staffId, ...change }: ParsedRequestOf<typeof ChangeStaff>): Promise<ReturnOf<typeof ChangeStaff>> {
    return this.accounts.change(staffId, ({ active }) => ({ ...change, active }));
  }

  @HandlesRpc(DeactivateStaff)
  deactivate({ staffId }: ParsedRequestOf<typeof DeactivateStaff>): Promise<ReturnOf<typeof DeactivateStaff>> {
    return this.accounts.change(staffId, (staff) => ({ ...staff, active: false }));
  }

  @HandlesRpc(ReactivateStaff)
  reactivate({ staffId }: ParsedRequestOf<typeof ReactivateStaff>): Promise<ReturnOf<typeof ReactivateStaff>> {
    return this.accounts.change(staffId, (staff) => ({ ...staff, active: true }));
  }

  @HandlesRpc(ResetPassword)
  async resetPassword({
    staffId,
    password,
  }: ParsedRequestOf<typeof ResetPassword>): Promise<ReturnOf<typeof ResetPassword>> {
    await this.accounts.resetPassword(staffId, password);
    return {};
  }

  @HandlesRpc(SignOutStaff)
  async signOut({ staffId }: ParsedRequestOf<typeof SignOutStaff>): Promise<ReturnOf<typeof SignOutStaff>> {
    return { ended: await this.accounts.signOut(staffId) };
  }

  @HandlesRpc(AddStaff)
  add(draft: ParsedRequestOf<typeof AddStaff>): Promise<ReturnOf<typeof AddStaff>> {
    return this.accounts.add(draft);
  }

  @HandlesRpc(ListStaff)
  async list(): Promise<ReturnOf<typeof ListStaff>> {
    return { items: await this.store.list() };
  }

  @HandlesRpc(ListFocalPoints)
  async focalPoints(): Promise<ReturnOf<typeof ListFocalPoints>> {
    const items = (await this.store.list()).flatMap(({ id, email, name, roles, provinceCode, active }) =>
      active && roles.includes('focal-point') && provinceCode !== undefined ? [{ id, email, name, provinceCode }] : [],
    );
    return { items };
  }

  @HandlesRpc(ListStaffNames)
  async names(): Promise<ReturnOf<typeof ListStaffNames>> {
    return { items: (await this.store.list()).map(({ id, name }) => ({ id, name })) };
  }
}
