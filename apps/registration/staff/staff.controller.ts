import { Controller } from '@nestjs/common';
import { AddStaff, CloseSession, GetSession, ListStaff, OpenSession, type ParsedRequestOf, type ReplyOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { StaffService } from './staff.service.js';
import { StaffStore } from './staff.store.js';

@Controller()
export class StaffController {
  constructor(
    private readonly staff: StaffService,
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

  @HandlesRpc(AddStaff)
  add(draft: ParsedRequestOf<typeof AddStaff>): Promise<ReplyOf<typeof AddStaff>> {
    return this.staff.add(draft);
  }

  @HandlesRpc(ListStaff)
  async list(): Promise<ReplyOf<typeof ListStaff>> {
    return { items: await this.store.list() };
  }
}
