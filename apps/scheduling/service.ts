import { type DynamicModule, Module } from '@nestjs/common';
import { ListSchedulingAudit } from '#contracts';
import { connectMessaging, messagingOf } from '#messaging';
import { auditController, OutboxModule } from '#outbox';
import { PersistenceModule } from '#persistence';
import { bootService, PlatformModule, type RunningService } from '#platform';
import { CalendarController } from './calendar/calendar.controller.js';
import { CalendarService } from './calendar/calendar.service.js';
import { CalendarStore } from './calendar/calendar.store.js';
import { BookingService } from './check/booking.service.js';
import { CheckController } from './check/check.controller.js';
import { CheckStore } from './check/check.store.js';
import { PlanningFrame } from './check/planning-frame.js';
import { PlanningService } from './check/planning.service.js';
import { FreshDays, type SchedulingConfig, SweepMs } from './config.js';
import { FollowMeetingWhenRegistrationTells } from './meeting/follow-meeting-when-registration-tells.consumer.js';
import { MeetingStore } from './meeting/meeting.store.js';
import { DeriveReadinessWhenChecksChange } from './readiness/derive-readiness-when-checks-change.consumer.js';
import { ReadinessController } from './readiness/readiness.controller.js';
import { ReadinessService, ReadinessSources } from './readiness/readiness.service.js';
import { ReadinessStore } from './readiness/readiness.store.js';
import { StalenessSweep } from './readiness/staleness.sweep.js';
import { AttendanceStore } from './site/attendance.store.js';
import { CountAttendanceWhenOfficesAnswer } from './site/count-attendance-when-offices-answer.consumer.js';
import { SiteStore } from './site/site.store.js';
import { RetellController } from './work-state/retell.controller.js';
import { WorkStateController } from './work-state/work-state.controller.js';

const service = 'scheduling';

@Module({})
export class SchedulingModule {
  static forRoot(config: SchedulingConfig): DynamicModule {
    return {
      module: SchedulingModule,
      imports: [
        PlatformModule.forRoot({ service, config }),
        PersistenceModule.forRoot({ url: config.MONGODB_URL, database: config.SALA_DATABASE }),
        OutboxModule.forRoot({ ...messagingOf(service, config), sweepMs: config.SALA_SWEEP_MS }),
      ],
      controllers: [
        CalendarController, CheckController, ReadinessController, RetellController, WorkStateController, auditController(ListSchedulingAudit),
        FollowMeetingWhenRegistrationTells, CountAttendanceWhenOfficesAnswer, DeriveReadinessWhenChecksChange,
      ],
      providers: [
        { provide: FreshDays, useValue: config.SALA_CHECK_FRESH_DAYS },
        { provide: SweepMs, useValue: config.SALA_SWEEP_MS },
        MeetingStore, SiteStore, AttendanceStore, CalendarStore, CalendarService, CheckStore, ReadinessStore,
        BookingService, PlanningFrame, PlanningService, ReadinessSources, ReadinessService, StalenessSweep,
      ],
    };
  }
}

/** Starts scheduling; it takes work when this resolves. */
export const createScheduling = (config: SchedulingConfig): Promise<RunningService> =>
  bootService({ service, module: SchedulingModule.forRoot(config), config, configure: connectMessaging });
