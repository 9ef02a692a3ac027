import { type DynamicModule, Module } from '@nestjs/common';
import { ListSchedulingAudit, RetellScheduling } from '#contracts';
import { connectMessaging, messagingOf } from '#messaging';
import { auditController, OutboxModule, retellController } from '#outbox';
import { PersistenceModule } from '#persistence';
import { bootService, PlatformModule, type RunningService } from '#platform';
import { CalendarModule } from './calendar/calendar.module.js';
import { DayModule } from './day/day.module.js';
import { DossierListModule } from './dossier-list/dossier-list.module.js';
import { MisfitModule } from './misfit/misfit.module.js';
import { PlanModule } from './plan/plan.module.js';
import { ReactionsModule } from './reactions/reactions.module.js';
import { SelfCheckModule } from './self-check/self-check.module.js';
import { type SchedulingConfig, SettingsModule } from './settings/settings.module.js';
import { SiteLinkModule } from './site-link/site-link.module.js';
import { WorkStateModule } from './work-state/work-state.module.js';

const service = 'scheduling';

@Module({})
export class SchedulingModule {
  static forRoot(config: SchedulingConfig): DynamicModule {
    return {
      module: SchedulingModule,
      imports: [
        PlatformModule.forRoot({ service, config }),
        PersistenceModule.forRoot({
          url: config.MONGODB_URL,
          database: config.SALA_DATABASE,
          takeOverSeconds: config.SALA_TAKE_OVER_SECONDS,
        }),
        OutboxModule.forRoot({ ...messagingOf(service, config), sweepMs: config.SALA_SWEEP_MS }),
        SettingsModule.forRoot(config),
        CalendarModule,
        PlanModule,
        MisfitModule,
        DossierListModule,
        SiteLinkModule,
        DayModule,
        SelfCheckModule,
        ReactionsModule,
        WorkStateModule,
      ],
      controllers: [auditController(ListSchedulingAudit), retellController(RetellScheduling)],
    };
  }
}

/** Starts scheduling; it takes work when this resolves. */
export const createScheduling = (config: SchedulingConfig): Promise<RunningService> =>
  bootService({ service, module: SchedulingModule.forRoot(config), config, configure: connectMessaging });
