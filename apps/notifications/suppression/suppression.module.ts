import { Module } from '@nestjs/common';
import { SuppressionController } from './suppression.controller.js';
import { SuppressionStore } from './suppression.store.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { SuppressingByHand } from './suppressing-by-hand.js';
import { Suppressions } from './suppressions.js';

export { Suppressions } from './suppressions.js';

/** Addresses that get no mail, because there is nobody. */
@Module({
  imports: [RecipientModule],
  controllers: [SuppressionController],
  providers: [SuppressionStore, Suppressions, SuppressingByHand],
  exports: [Suppressions],
})
export class SuppressionModule {}
