import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CheckModule } from '../check/check.module.js';
import { DossierModule } from '../dossier/dossier.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { ReadinessModule } from '../readiness/readiness.module.js';
import { SiteModule } from '../site/site.module.js';
import { CheckDayService } from './check-day.service.js';
import { PlanController } from './plan.controller.js';
import { TechnicianModule } from '../technician/technician.module.js';
import { PlanService } from './plan.service.js';
import { HandingOver } from './handing-over.js';
import { HandingOverSweep } from './handing-over.sweep.js';
import { MakingService } from './making.service.js';
import { ProposalService } from './proposal.service.js';
import { ProposalStore } from './proposal.store.js';
import { StandingService } from './standing.service.js';

export { type BySite, PlanService } from './plan.service.js';

/** The plan: which site is checked when and in which room. */
@Module({
  imports: [MeetingModule, CalendarModule, CheckModule, DossierModule, ReadinessModule, SiteModule, TechnicianModule],
  controllers: [PlanController],
  providers: [
    PlanService,
    CheckDayService,
    StandingService,
    ProposalStore,
    MakingService,
    ProposalService,
    HandingOver,
    HandingOverSweep,
  ],
  exports: [PlanService],
})
export class PlanModule {}
