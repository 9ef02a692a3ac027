import { Module } from '@nestjs/common';
import { LimitsController } from './limits.controller.js';
import { LimitsStore } from './limits.store.js';

export { judgementOf, measuresIn } from './judgement.js';
export { limitsDefinition, LimitsStore } from './limits.store.js';

/** What links are judged by, meeting by meeting, and what samples say of them. */
@Module({ controllers: [LimitsController], providers: [LimitsStore], exports: [LimitsStore] })
export class LimitsModule {}
