import { Module } from '@nestjs/common';
import { DeliveryLedger } from './delivery-ledger.js';
import { DeliveryController } from './delivery.controller.js';
import { DeliveryService } from './delivery.service.js';
import { DeliveryStore } from './delivery.store.js';

export { DeliveryLedger } from './delivery-ledger.js';
export { DeliveryService } from './delivery.service.js';
export { DeliveryStore, mostInOneMail, type PageOfDeliveries } from './delivery.store.js';
export {
  type Delivery,
  type DeliveryCommand,
  isUnderWay,
  isWaiting,
  lapseOf,
  type MailedTo,
  mayBeResent,
} from './delivery.js';
export { viewOf } from './delivery-view.js';
export { isUrgent } from './urgency.js';
export { covers, type Scope, scopeId } from './scope.js';
export { failureOf } from './failure.js';
export { decide } from './delivery-decision.js';
export { evolve } from './delivery-steps.js';
export { isDueAlso, isDueAnew, nextOrdinal } from './due-anew.js';
export { departures, everLeft, hasLeft, lastTry, type Past } from './past.js';
export { generationOf, mailKeyOf } from './mail-key.js';
export { deliveryId, deliveryOf, type NewDelivery, siteNameOf } from './new-delivery.js';

/** The ledger of deliveries: which mail is to go to whom and why, and what became of it. */
@Module({
  controllers: [DeliveryController],
  providers: [DeliveryStore, DeliveryLedger, DeliveryService],
  exports: [DeliveryStore, DeliveryLedger, DeliveryService],
})
export class LedgerModule {}
