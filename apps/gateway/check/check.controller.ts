import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { CancelCheck, CheckCalendar, CheckResult, CorrectCheckResult, GetCheckCalendar, ListChecks, ListReadiness, MoveCheck, PlanChecks, RecordCheckResult, SetCheckCalendar, type Staff, WithdrawCheckResult } from '#contracts';
import { RpcClient } from '#messaging';
import { checkers, readers, Roles, SignedIn } from '../access/roles.js';
import { Answers } from '../http/answers.js';
import { CheckPath, MeetingPath } from '../http/requests.js';

const Calendar = z.object(CheckCalendar.shape).partial({ meetingId: true });
type Calendar = z.infer<typeof Calendar>;
const CheckQuery = ListChecks.request.pick({ state: true, siteId: true });
type CheckQuery = z.infer<typeof CheckQuery>;
const Correction = CorrectCheckResult.request.omit({ checkId: true, correctedBy: true });
type Correction = z.infer<typeof Correction>;
const Withdrawal = WithdrawCheckResult.request.pick({ reason: true, expectedRevision: true });
type Withdrawal = z.infer<typeof Withdrawal>;
const Cancellation = CancelCheck.request.omit({ checkId: true }).partial().optional();
type Cancellation = z.infer<typeof Cancellation>;
const NewSlot = MoveCheck.request.pick({ startsAt: true, expectedRevision: true });
type NewSlot = z.infer<typeof NewSlot>;
const Nothing = z.object({}).optional();

@Controller('api/v1')
export class CheckController {
  constructor(private readonly rpc: RpcClient) {}

  @Get('meetings/:meetingId/check-calendar')
  @Roles(...readers, 'focal-point')
  @Answers(GetCheckCalendar)
  calendar(@Param({ schema: MeetingPath }) path: MeetingPath) {
    return this.rpc.call(GetCheckCalendar, path);
  }

  @Put('meetings/:meetingId/check-calendar')
  @Roles(...checkers)
  @Answers(SetCheckCalendar)
  setCalendar(@Param({ schema: MeetingPath }) path: MeetingPath, @Body({ schema: Calendar }) body: Calendar) {
    return this.rpc.call(SetCheckCalendar, { ...body, ...path });
  }

  @Post('meetings/:meetingId/check-plan')
  @Roles(...checkers)
  @Answers(PlanChecks)
  plan(@Param({ schema: MeetingPath }) path: MeetingPath, @Body({ schema: Nothing }) _body: unknown) {
    return this.rpc.call(PlanChecks, path, { timeoutMs: 30_000 });
  }

  @Get('meetings/:meetingId/checks')
  @Roles(...readers, 'focal-point')
  @Answers(ListChecks)
  list(@Param({ schema: MeetingPath }) path: MeetingPath, @Query({ schema: CheckQuery }) query: CheckQuery) {
    return this.rpc.call(ListChecks, { ...path, ...query });
  }

  @Get('meetings/:meetingId/readiness')
  @Roles(...readers, 'focal-point')
  @Answers(ListReadiness)
  readiness(@Param({ schema: MeetingPath }) path: MeetingPath) {
    return this.rpc.call(ListReadiness, path);
  }

  @Put('checks/:checkId/result')
  @Roles(...checkers)
  @Answers(RecordCheckResult)
  record(@Param({ schema: CheckPath }) path: CheckPath, @Body({ schema: CheckResult }) body: CheckResult, @SignedIn() staff: Staff) {
    return this.rpc.call(RecordCheckResult, { ...path, ...body, recordedBy: staff.id });
  }

  @Put('checks/:checkId/result/correction')
  @Roles(...checkers)
  @Answers(CorrectCheckResult)
  correct(@Param({ schema: CheckPath }) path: CheckPath, @Body({ schema: Correction }) body: Correction, @SignedIn() staff: Staff) {
    return this.rpc.call(CorrectCheckResult, { ...path, ...body, correctedBy: staff.id });
  }

  @Put('checks/:checkId/result/withdrawal')
  @Roles(...checkers)
  @Answers(WithdrawCheckResult)
  withdraw(@Param({ schema: CheckPath }) path: CheckPath, @Body({ schema: Withdrawal }) body: Withdrawal, @SignedIn() staff: Staff) {
    return this.rpc.call(WithdrawCheckResult, { ...path, ...body, withdrawnBy: staff.id });
  }

  @Put('checks/:checkId/slot')
  @Roles(...checkers)
  @Answers(MoveCheck)
  move(@Param({ schema: CheckPath }) path: CheckPath, @Body({ schema: NewSlot }) body: NewSlot) {
    return this.rpc.call(MoveCheck, { ...path, ...body }, { timeoutMs: 15_000 });
  }

  @Delete('checks/:checkId')
  @Roles(...checkers)
  @Answers(CancelCheck)
  cancel(@Param({ schema: CheckPath }) path: CheckPath, @Body({ schema: Cancellation }) body: Cancellation) {
    return this.rpc.call(CancelCheck, { ...path, ...body });
  }
}
