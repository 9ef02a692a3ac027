import { Injectable } from '@nestjs/common';
import {
  type Delivery as DeliveryView,
  type DeliveryKind,
  type ParsedRequestOf,
  type ResendDelivery,
} from '#contracts';
import { AppError, Clock, conflict } from '#platform';
import { isUnderWay, mayBeResent } from './delivery.js';
import { DeliveryLedger } from './delivery-ledger.js';
import { DeliveryStore } from './delivery.store.js';
import { viewOf } from './delivery-view.js';

const batch = 200;
const underWay = (deliveryId: string, cause?: unknown) => conflict('delivery-under-way', { why: deliveryId, cause });

@Injectable()
export class DeliveryService {
  constructor(
    private readonly store: DeliveryStore,
    private readonly ledger: DeliveryLedger,
    private readonly clock: Clock,
  ) {}

  /** Throws conflict 'delivery-not-unknown' if there is nothing to decide. */
  async resolve(deliveryId: string, decision: 'accepted' | 'send-again'): Promise<DeliveryView> {
    try {
      const resolved = await this.ledger.apply(await this.store.get(deliveryId), {
        do: 'resolve',
        decision,
        now: this.clock.now().toISOString(),
      });
      if (decision === 'send-again') this.ledger.wake();
      return viewOf(resolved);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'delivery-moved-on') throw error;
      throw conflict('delivery-not-unknown', { why: deliveryId, cause: error });
    }
  }

  /**
   * Sends a mail again, as a new one, also to another address. Never while it, or another of its kind to the same recipient,
   * is under way. Throws conflict 'delivery-under-way', 'delivery-not-needed' (what it says no longer holds) or 'revision-conflict'.
   */
  async resend({ deliveryId, to, expectedRevision }: ParsedRequestOf<typeof ResendDelivery>): Promise<DeliveryView> {
    const delivery = await this.store.get(deliveryId);
    if (expectedRevision !== undefined && expectedRevision !== delivery.revision)
      throw conflict('revision-conflict', { why: deliveryId });
    if (delivery.state === 'cancelled' && !mayBeResent(delivery))
      throw conflict('delivery-not-needed', { why: `${deliveryId} ${delivery.cancelReason}` });
    const siblings = await this.store.ofRecipient(delivery.meetingId, delivery.recipientId, [delivery.kind]);
    if (siblings.some(isUnderWay)) throw underWay(deliveryId);
    try {
      const resent = await this.ledger.apply(delivery, {
        do: 'resend',
        now: this.clock.now().toISOString(),
        ...(to !== undefined && { to }),
      });
      this.ledger.wake();
      return viewOf(resent);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'delivery-moved-on') throw error;
      throw underWay(deliveryId, error);
    }
  }

  /** The meeting is off: cancels what has not left, but for these kinds. */
  async cancelPlanned(meetingId: string, but: readonly DeliveryKind[]): Promise<void> {
    for (;;) {
      const some = await this.store.cancellable(meetingId, but, batch);
      const cancelled = await this.ledger.applyAll(some, { do: 'cancel', reason: 'meeting-cancelled' });
      // Those that somebody took meanwhile are checked again before they are sent.
      if (some.length < batch || cancelled.length === 0) return;
    }
  }
}
