import { type DynamicModule, Module } from '@nestjs/common';
import { ListRegistrationAudit, RetellRegistration } from '#contracts';
import { connectMessaging, messagingOf } from '#messaging';
import { auditController, OutboxModule, retellController } from '#outbox';
import { PersistenceModule } from '#persistence';
import { bootService, PlatformModule, type RunningService } from '#platform';
import { AttendanceModule } from './attendance/attendance.module.js';
import { BoardModule } from './board/board.module.js';
import { type RegistrationConfig } from './config.js';
import { HolidaysModule } from './holidays/holidays.module.js';
import { HistoryModule } from './history/history.module.js';
import { ImportingModule } from './importing/importing.module.js';
import { InvitationModule } from './invitation/invitation.module.js';
import { ListsModule } from './lists/lists.module.js';
import { MeetingModule } from './meeting/meeting.module.js';
import { MergingModule } from './merging/merging.module.js';
import { MovingModule } from './moving/moving.module.js';
import { OpinionModule } from './opinion/opinion.module.js';
import { OrganisationModule } from './organisation/organisation.module.js';
import { PaperModule } from './paper/paper.module.js';
import { PreparingModule } from './preparing/preparing.module.js';
import { ReactionsModule } from './reactions/reactions.module.js';
import { ReplyLinkModule } from './reply-link/reply-link.module.js';
import { ReportModule } from './report/report.module.js';
import { ResponseModule } from './response/response.module.js';
import { ScanModule } from './scan/scan.module.js';
import { SeatingModule } from './seating/seating.module.js';
import { SeriesModule } from './series/series.module.js';

const service = 'registration';

@Module({})
export class RegistrationModule {
  static forRoot(config: RegistrationConfig): DynamicModule {
    return {
      module: RegistrationModule,
      imports: [
        PlatformModule.forRoot({ service, config }),
        PersistenceModule.forRoot({
          url: config.MONGODB_URL,
          database: config.SALA_DATABASE,
          takeOverSeconds: config.SALA_TAKE_OVER_SECONDS,
        }),
        OutboxModule.forRoot({ ...messagingOf(service, config), sweepMs: config.SALA_SWEEP_MS }),
        ReplyLinkModule.forRoot(config.SALA_LINK_KEY),
        MeetingModule,
        OrganisationModule,
        InvitationModule,
        MergingModule,
        ScanModule,
        ResponseModule,
        OpinionModule,
        SeatingModule,
        MovingModule,
        PreparingModule,
        ImportingModule.forRoot({ sweepMs: config.SALA_SWEEP_MS }),
        PaperModule.forRoot({
          sweepMs: config.SALA_SWEEP_MS,
          publicUrl: config.SALA_PUBLIC_URL,
          chromium: config.SALA_CHROMIUM,
        }),
        BoardModule,
        AttendanceModule,
        ListsModule,
        ReportModule,
        SeriesModule,
        HolidaysModule,
        HistoryModule,
        ReactionsModule,
      ],
      controllers: [auditController(ListRegistrationAudit), retellController(RetellRegistration)],
    };
  }
}

/** Starts registration; it takes work when this resolves. */
export const createRegistration = (config: RegistrationConfig): Promise<RunningService> =>
  bootService({ service, module: RegistrationModule.forRoot(config), config, configure: connectMessaging });
