import { Body, Controller, Get, Post } from '@nestjs/common';
import { type z } from 'zod';
import { AddStaff, ListStaff, StaffDraft } from '#contracts';
import { RpcClient } from '#messaging';
import { Answers } from '../http/answers.js';
import { Roles } from './roles.js';

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
}
