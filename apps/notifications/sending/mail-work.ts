import { Injectable } from '@nestjs/common';
import { DeliveryStore } from '../ledger/ledger.module.js';
import { MailPauses } from '../pausing/pausing.module.js';
import { MailLane } from '../lane/lane.module.js';

/** `due`: mails to send now or in hand. `held`: those that wait for a stopped lane, or are kept back by a pause. `nextDueAt`: the next mail's instant, or the lane's next try. */
export type MailsPending = { readonly due: number; readonly held: number; readonly nextDueAt: readonly string[] };

/** What is left to do with mails. */
@Injectable()
export class MailWork {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly lane: MailLane,
    private readonly pauses: MailPauses,
  ) {}

  async pending(now: string): Promise<MailsPending> {
    const lane = await this.lane.now();
    const { due, inHand, nextDueAt } = await this.deliveries.work(now);
    // While no mail leaves, what is due waits for the lane's next try; that falls due like any other work. What is paused waits for people.
    const held = this.lane.busy(lane) ? await this.deliveries.countDue(now, await this.pauses.now(0)) : due;
    const tryAt = lane.status === 'stopped' && lane.nextTryAt > now ? lane.nextTryAt : undefined;
    return { due: due - held + inHand, held, nextDueAt: [nextDueAt, tryAt].filter((each) => each !== undefined) };
  }
}
