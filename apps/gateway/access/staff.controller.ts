import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { AddStaff, ChangeStaff, DeactivateStaff, ListStaff, ReactivateStaff, ResetPassword, SignOutStaff, StaffChange, StaffDraft } from '#contracts';
import { RpcClient } from '#messaging';
import { Answers } from '../http/answers.js';
import { StaffPath } from '../http/requests.js';
import { Roles } from './roles.js';

const NewPassword = ResetPassword.request.pick({ password: true });
type NewPassword = z.infer<typeof NewPassword>;
const Nothing = z.object({}).optional();

@Controller('api/v1/staff')
export class StaffController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  @Roles('administrator')
  @Answers(ListStaff)
  list() {
    return this.rpc.call(ListStaff, {});
  }

  @Post()
  @Roles('administrator')
  @Answers(AddStaff)
  add(@Body({ schema: StaffDraft }) draft: z.infer<typeof StaffDraft>) {
    return this.rpc.call(AddStaff, draft);
  }

  @Put(':staffId')
  @Roles('administrator')
  @Answers(ChangeStaff)
  change(@Param({ schema: StaffPath }) path: StaffPath, @Body({ schema: StaffChange }) body: z.infer<typeof StaffChange>) {
    return this.rpc.call(ChangeStaff, { ...path, ...body });
  }

  @Post(':staffId/deactivation')
  @Roles('administrator')
  @Answers(DeactivateStaff)
  deactivate(@Param({ schema: StaffPath }) path: StaffPath, @Body({ schema: Nothing }) _body: unknown) {
    return this.rpc.call(DeactivateStaff, path);
  }

  @Post(':staffId/reactivation')
  @Roles('administrator')
  @Answers(ReactivateStaff)
  reactivate(@Param({ schema: StaffPath }) path: StaffPath, @Body({ schema: Nothing }) _body: unknown) {
    return this.rpc.call(ReactivateStaff, path);
  }

  @Put(':staffId/password')
  @Roles('administrator')
  @Answers(ResetPassword, { reply: 'nothing' })
  async resetPassword(@Param({ schema: StaffPath }) path: StaffPath, @Body({ schema: NewPassword }) body: NewPassword): Promise<void> {
    await this.rpc.call(ResetPassword, { ...path, ...body });
  }

  @Delete(':staffId/sessions')
  @Roles('administrator')
  @Answers(SignOutStaff)
  signOut(@Param({ schema: StaffPath }) path: StaffPath) {
    return this.rpc.call(SignOutStaff, path);
  }
}
