import { Injectable } from '@nestjs/common';
import { type DecideOverdueMails, MailsSteered, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { askedBy } from '#messaging';
import { OutboxRelay } from '#outbox';
import { fact } from '#persistence';
import { Clock } from '#platform';
import { type Delivery, DeliveryLedger, DeliveryStore } from '../ledger/ledger.module.js';
import { OverdueDecisionStore } from './overdue-decision.store.js';

const batch = 200;

/** People decide on mails that were set aside: each leaves now, if it is still to be sent, or not at all. */
@Injectable()
export class HoldingService {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly decisions: OverdueDecisionStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async decide({
    meetingId,
    pressId,
    decision,
    kind,
    deliveryIds,
  }: ParsedRequestOf<typeof DecideOverdueMails>): Promise<ReturnOf<typeof DecideOverdueMails>> {
    const chosen = (limit: number): Promise<Delivery[]> =>
      this.deliveries.overdue(meetingId, { kind, ids: deliveryIds }, limit);
    if ((await chosen(1)).length === 0) return { changed: 0 };
    const now = this.clock.now();
    const what = decision === 'send' ? ('mails-released' as const) : ('mails-dropped' as const);
    const about = kind === undefined ? {} : { kind };
    const changes = kind === undefined ? [] : [{ field: 'kind', after: kind }];
    const told = {
      ...fact(MailsSteered, { meetingId, what, ...about }),
      by: askedBy(),
      note: { meetingId, what, changes },
    };
    await this.decisions.keep(`${meetingId}.${pressId}`, meetingId, decision, [told], now);
    this.relay.nudge(this.decisions.model);
    let changed = 0;
    for (;;) {
      const some = await chosen(batch);
      const done = await this.ledger.applyAll(
        some,
        decision === 'send' ? { do: 'let-go', now: now.toISOString() } : { do: 'cancel', reason: 'dropped' },
      );
      changed += done.length;
      if (some.length < batch || done.length === 0) break;
    }
    this.ledger.wake();
    return { changed };
  }
}
