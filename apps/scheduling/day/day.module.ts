import { Module } from '@nestjs/common';
import { BridgeModule } from '../bridge/bridge.module.js';
import { DossierModule } from '../dossier/dossier.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { ReadinessModule } from '../readiness/readiness.module.js';
import { SiteModule } from '../site/site.module.js';
import { BridgeWatch } from './bridge.watch.js';
import { ClosingService } from './closing.service.js';
import { DayController } from './day.controller.js';
import { DayService } from './day.service.js';
import { DialListService } from './dial-list.service.js';
import { DialPlanStore } from './dial-plan.store.js';
import { JoiningService } from './joining.service.js';
import { JoiningStore } from './joining.store.js';
import { RoomService } from './room.service.js';
import { RoomStore } from './room.store.js';

/** The day: who joins when, who is in, what is wrong where. */
@Module({
  imports: [BridgeModule, DossierModule, MeetingModule, ReadinessModule, SiteModule],
  controllers: [DayController],
  providers: [
    JoiningStore,
    DialPlanStore,
    RoomStore,
    RoomService,
    DayService,
    JoiningService,
    ClosingService,
    DialListService,
    BridgeWatch,
  ],
})
export class DayModule {}
