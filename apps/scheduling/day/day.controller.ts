import { Controller } from '@nestjs/common';
import {
  CloseConferenceRoom,
  EndSiteFault,
  ExportDialPlan,
  GetConferenceDay,
  GetSiteJoining,
  ListFaultLog,
  LogSiteFault,
  OpenConferenceRoom,
  type ParsedRequestOf,
  RecordJoining,
  type ReturnOf,
  SetDialPlan,
  TakeBridgeCallback,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { ConferenceBridge } from '../bridge/bridge.module.js';
import { BridgeWatch } from './bridge.watch.js';
import { ClosingService } from './closing.service.js';
import { DayService } from './day.service.js';
import { DialListService } from './dial-list.service.js';
import { JoiningService } from './joining.service.js';
import { RoomService } from './room.service.js';

@Controller()
export class DayController {
  constructor(
    private readonly days: DayService,
    private readonly joining: JoiningService,
    private readonly rooms: RoomService,
    private readonly closing: ClosingService,
    private readonly lists: DialListService,
    private readonly bridge: ConferenceBridge,
    private readonly watch: BridgeWatch,
  ) {}

  @HandlesRpc(GetConferenceDay)
  get({ meetingId }: ParsedRequestOf<typeof GetConferenceDay>): Promise<ReturnOf<typeof GetConferenceDay>> {
    return this.days.get(meetingId);
  }

  @HandlesRpc(GetSiteJoining)
  site({ meetingId, siteId }: ParsedRequestOf<typeof GetSiteJoining>): Promise<ReturnOf<typeof GetSiteJoining>> {
    return this.days.atHand(meetingId, siteId);
  }

  @HandlesRpc(ListFaultLog)
  async faults({ meetingId }: ParsedRequestOf<typeof ListFaultLog>): Promise<ReturnOf<typeof ListFaultLog>> {
    return { items: await this.days.faultLog(meetingId) };
  }

  @HandlesRpc(RecordJoining)
  say(asked: ParsedRequestOf<typeof RecordJoining>): Promise<ReturnOf<typeof RecordJoining>> {
    return this.joining.say(asked);
  }

  @HandlesRpc(LogSiteFault)
  log(asked: ParsedRequestOf<typeof LogSiteFault>): Promise<ReturnOf<typeof LogSiteFault>> {
    return this.joining.log(asked);
  }

  @HandlesRpc(EndSiteFault)
  end(asked: ParsedRequestOf<typeof EndSiteFault>): Promise<ReturnOf<typeof EndSiteFault>> {
    return this.joining.end(asked);
  }

  @HandlesRpc(SetDialPlan)
  async setPlan(asked: ParsedRequestOf<typeof SetDialPlan>): Promise<ReturnOf<typeof SetDialPlan>> {
    const { meetingId, changedBy: _by, expectedRevision = 0, ...content } = asked;
    const saved = await this.days.setPlan(meetingId, content, expectedRevision);
    this.joining.tell(meetingId);
    return saved;
  }

  @HandlesRpc(ExportDialPlan)
  list({ meetingId, language }: ParsedRequestOf<typeof ExportDialPlan>): Promise<ReturnOf<typeof ExportDialPlan>> {
    return this.lists.export(meetingId, language);
  }

  @HandlesRpc(OpenConferenceRoom)
  open({
    meetingId,
    changedBy,
  }: ParsedRequestOf<typeof OpenConferenceRoom>): Promise<ReturnOf<typeof OpenConferenceRoom>> {
    return this.rooms.open(meetingId, changedBy);
  }

  @HandlesRpc(CloseConferenceRoom)
  close({
    meetingId,
    changedBy,
  }: ParsedRequestOf<typeof CloseConferenceRoom>): Promise<ReturnOf<typeof CloseConferenceRoom>> {
    return this.closing.close(meetingId, changedBy);
  }

  @HandlesRpc(TakeBridgeCallback)
  take({ address, fields }: ParsedRequestOf<typeof TakeBridgeCallback>): Promise<ReturnOf<typeof TakeBridgeCallback>> {
    const body = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
    const taken = this.bridge.believes({ address, body });
    if (taken) this.watch.wake();
    return Promise.resolve({ taken });
  }
}
