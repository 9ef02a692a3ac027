import { Global, Module } from '@nestjs/common';
import { SweepLeaseStore } from './sweep-lease.store.js';

export { SweepLeaseStore } from './sweep-lease.store.js';
export { SweepLoop } from './sweep-loop.js';

/** Which replica does a sweep. */
@Global()
@Module({ providers: [SweepLeaseStore], exports: [SweepLeaseStore] })
export class SweepModule {}
