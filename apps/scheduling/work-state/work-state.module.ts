import { Module } from '@nestjs/common';
import { GetSchedulingWorkState } from '#contracts';
import { DueWork, workStateController } from '#outbox';
import { ReadinessModule } from '../readiness/readiness.module.js';
import { SchedulingDue } from './scheduling-due.js';

/** What is left to do, for whoever waits until nothing is. */
@Module({
  imports: [ReadinessModule],
  providers: [{ provide: DueWork, useClass: SchedulingDue }],
  controllers: [workStateController(GetSchedulingWorkState)],
})
export class WorkStateModule {}
