import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CheckModule } from '../check/check.module.js';
import { DossierModule } from '../dossier/dossier.module.js';
import { MeetingModule } from '../meeting/meeting.module.js';
import { ReadinessModule } from '../readiness/readiness.module.js';
import { PlanController } from './plan.controller.js';
import { PlanService } from './plan.service.js';

/** The plan: which site is checked when and in which room. */
@Module({
  imports: [MeetingModule, CalendarModule, CheckModule, DossierModule, ReadinessModule],
  controllers: [PlanController],
  providers: [PlanService],
})
export class PlanModule {}
