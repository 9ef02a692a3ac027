import { Injectable } from '@nestjs/common';
import { DeliveryStore } from '../ledger/ledger.module.js';
import { MailPauses } from '../pausing/pausing.module.js';
import { isOpen, mayLeave, MailLanes } from '../lane/lane.module.js';

/** `due`: mails to send now or in hand. `held`: those that wait while all lanes are stopped, or are kept back by a pause. `nextDueAt`: the next mail's instant, or a lane's next try while none is open. */
export type MailsPending = { readonly due: number; readonly held: number; readonly nextDueAt: readonly string[] };

/** What is left to do with mails. */
@Injectable()
export class MailWork {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly lanes: MailLanes,
    private readonly pauses: MailPauses,
  ) {}

  async pending(now: string): Promise<MailsPending> {
    const lanes = await this.lanes.now();
    const { due, inHand, nextDueAt } = await this.deliveries.work(now);
    // While no mail leaves, what is due waits for the next try of a lane; that falls due like any other work. What is paused waits for people.
    const held = mayLeave(lanes, now) ? await this.deliveries.countDue(now, await this.pauses.now(0)) : due;
    const tries = lanes.some(isOpen) ? [] : lanes.flatMap(({ lane }) => ('nextTryAt' in lane ? [lane.nextTryAt] : []));
    const tryAt = tries.filter((at) => at > now);
    return { due: due - held + inHand, held, nextDueAt: [...(nextDueAt === undefined ? [] : [nextDueAt]), ...tryAt] };
  }
}
