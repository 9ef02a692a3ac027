import { Injectable } from '@nestjs/common';
import { type Delivery as DeliveryView, type ListDeliveries, type ParsedRequestOf, type ReplyOf } from '#contracts';
import { AppError, Clock, conflict } from '#platform';
import { type Delivery } from './delivery.js';
import { DeliveryLedger } from './delivery-ledger.js';
import { DeliveryStore } from './delivery.store.js';

const batch = 200;

/** A delivery as others see it: without claims and content. */
const viewOf = ({ id, meetingId, recipientId, kind, ordinal, language, dueAt, attempts, revision, ...rest }: Delivery): DeliveryView => ({
  id, meetingId, recipientId, kind, ordinal, language, dueAt, attempts, revision, state: rest.state,
  ...(rest.state === 'accepted' && { acceptedAt: rest.acceptedAt }),
  ...(rest.state === 'cancelled' && { cancelReason: rest.cancelReason }),
  ...('lastError' in rest && { lastError: rest.lastError.slice(0, 500) }),
});

@Injectable()
export class DeliveryService {
  constructor(
    private readonly store: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly clock: Clock,
  ) {}

  async list(request: ParsedRequestOf<typeof ListDeliveries>): Promise<ReplyOf<typeof ListDeliveries>> {
    const { items, ...next } = await this.store.page(request);
    return { ...next, items: items.map(viewOf) };
  }

  /** Throws conflict 'delivery-not-unknown' if there is nothing to decide. */
  async resolve(deliveryId: string, decision: 'accepted' | 'send-again'): Promise<DeliveryView> {
    try {
      const resolved = await this.ledger.apply(await this.store.get(deliveryId), { do: 'resolve', decision, now: this.clock.now().toISOString() });
      if (decision === 'send-again') this.ledger.wake();
      return viewOf(resolved);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'delivery-moved-on') throw error;
      throw conflict('delivery-not-unknown', `There is nothing to decide on delivery ${deliveryId}: it is known what became of it. Look at its state again.`, { cause: error });
    }
  }

  /** Cancels what has not left; mails to sites that their check is off still go. */
  async cancelPlanned(meetingId: string): Promise<void> {
    for (;;) {
      const some = await this.store.cancellable(meetingId, batch);
      const cancelled = await this.ledger.applyAll(some, { do: 'cancel', reason: 'meeting-cancelled' });
      // Those that somebody took meanwhile are checked again before they are sent.
      if (some.length < batch || cancelled.length === 0) return;
    }
  }
}
