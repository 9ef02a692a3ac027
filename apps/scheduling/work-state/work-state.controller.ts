import { Controller } from '@nestjs/common';
import { GetSchedulingWorkState, type ReplyOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { MessagingWork } from '#outbox';
import { Clock } from '#platform';
import { ReadinessStore } from '../readiness/readiness.store.js';

@Controller()
export class WorkStateController {
  constructor(
    private readonly work: MessagingWork,
    private readonly readiness: ReadinessStore,
    private readonly clock: Clock,
  ) {}

  @HandlesRpc(GetSchedulingWorkState)
  async get(): Promise<ReplyOf<typeof GetSchedulingWorkState>> {
    const now = this.clock.now();
    const due = await this.readiness.countDue(now);
    const { outbox, unhandled } = await this.work.pending();
    const nextDueAt = await this.readiness.nextDueAt(now);
    return { idle: outbox + unhandled + due === 0, outbox, unhandled, due, now: now.toISOString(), ...(nextDueAt !== undefined && { nextDueAt }) };
  }
}
