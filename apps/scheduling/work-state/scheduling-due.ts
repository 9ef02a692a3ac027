import { Injectable } from '@nestjs/common';
import { type Due, type DueWork } from '#outbox';
import { ReadinessStore } from '../readiness/readiness.module.js';

/** A pass that counts no more. */
@Injectable()
export class SchedulingDue implements DueWork {
  constructor(private readonly readiness: ReadinessStore) {}

  async at(now: Date): Promise<Due> {
    return { due: await this.readiness.countDue(now), nextDueAt: await this.readiness.nextDueAt(now) };
  }
}
