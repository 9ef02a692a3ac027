import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type z } from 'zod';
import { ListCallList, ListDeliveries, ResolveUnknownDelivery, SummariseDeliveries } from '#contracts';
import { RpcClient } from '#messaging';
import { owners, readers, Roles } from '../access/roles.js';
import { Answers } from '../http/answers.js';
import { DeliveryPath, MeetingPath, PageQuery } from '../http/requests.js';

const DeliveryQuery = ListDeliveries.request.pick({ kind: true, state: true, recipientId: true }).extend(PageQuery.shape);
type DeliveryQuery = z.infer<typeof DeliveryQuery>;
const Decision = ResolveUnknownDelivery.request.pick({ decision: true });
type Decision = z.infer<typeof Decision>;

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
}
