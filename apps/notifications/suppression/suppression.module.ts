import { Module } from '@nestjs/common';
import { SuppressionController } from './suppression.controller.js';
import { SuppressionStore } from './suppression.store.js';
import { Suppressions } from './suppressions.js';

export { Suppressions } from './suppressions.js';

/** Addresses that get no mail, because there is nobody. */
@Module({ controllers: [SuppressionController], providers: [SuppressionStore, Suppressions], exports: [Suppressions] })
export class SuppressionModule {}
