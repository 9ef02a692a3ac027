import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { GetMailLane, ListCallList, ListDeliveries, ResendDelivery, ResolveUnknownDelivery, SummariseDeliveries, TryMailLane } from '#contracts';
import { RpcClient } from '#messaging';
import { checkers, owners, readers, Roles } from '../access/roles.js';
import { Answers } from '../http/answers.js';
import { DeliveryPath, MeetingPath, PageQuery } from '../http/requests.js';

const DeliveryQuery = ListDeliveries.request.pick({ kind: true, state: true, recipientId: true }).extend({ failed: z.stringbool().optional(), ...PageQuery.shape });
type DeliveryQuery = z.infer<typeof DeliveryQuery>;
const Decision = ResolveUnknownDelivery.request.pick({ decision: true });
type Decision = z.infer<typeof Decision>;
const Resend = ResendDelivery.request.pick({ to: true, expectedRevision: true });
type Resend = z.infer<typeof Resend>;

@Controller('api/v1')
export class DeliveryController {
  constructor(private readonly rpc: RpcClient) {}

  @Get('meetings/:meetingId/deliveries')
  @Roles(...readers)
  @Answers(ListDeliveries)
  list(@Param({ schema: MeetingPath }) path: MeetingPath, @Query({ schema: DeliveryQuery }) query: DeliveryQuery) {
    return this.rpc.call(ListDeliveries, { ...path, ...query });
  }

  @Get('meetings/:meetingId/deliveries/summary')
  @Roles(...readers)
  @Answers(SummariseDeliveries)
  summarise(@Param({ schema: MeetingPath }) path: MeetingPath) {
    return this.rpc.call(SummariseDeliveries, path);
  }

  @Get('meetings/:meetingId/call-list')
  @Roles(...readers, 'focal-point')
  @Answers(ListCallList)
  callList(@Param({ schema: MeetingPath }) path: MeetingPath, @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>) {
    return this.rpc.call(ListCallList, { ...path, ...query });
  }

  @Post('deliveries/:deliveryId/decision')
  @Roles(...owners)
  @Answers(ResolveUnknownDelivery)
  decide(@Param({ schema: DeliveryPath }) path: DeliveryPath, @Body({ schema: Decision }) body: Decision) {
    return this.rpc.call(ResolveUnknownDelivery, { ...path, ...body });
  }

  @Post('deliveries/:deliveryId/resend')
  @Roles(...owners)
  @Answers(ResendDelivery)
  resend(@Param({ schema: DeliveryPath }) path: DeliveryPath, @Body({ schema: Resend }) body: Resend) {
    return this.rpc.call(ResendDelivery, { ...path, ...body });
  }

  @Get('mail-lane')
  @Roles(...readers)
  @Answers(GetMailLane)
  lane() {
    return this.rpc.call(GetMailLane, {});
  }

  @Post('mail-lane/try')
  @Roles(...checkers)
  @Answers(TryMailLane)
  tryLane() {
    return this.rpc.call(TryMailLane, {});
  }
}
