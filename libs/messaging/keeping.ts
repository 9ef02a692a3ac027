import { type DynamicModule, type Provider } from '@nestjs/common';
import { AuditTrail, NoAuditTrail } from './audit-trail.js';
import { Memory, NoMemory } from './memory.js';

/** What stands behind a service's messaging: who provides `Memory` and `AuditTrail`, and what else is found with it. */
export type Keeping = {
  readonly providers: readonly Provider[];
  readonly exports: NonNullable<DynamicModule['exports']>;
  /** Whether an error says that the service's own database can't be reached, which its work may wait for. */
  readonly isAway: (error: unknown) => boolean;
};

/** A service without a database. */
export const nothingKept: Keeping = {
  providers: [
    { provide: Memory, useClass: NoMemory },
    { provide: AuditTrail, useClass: NoAuditTrail },
  ],
  exports: [],
  isAway: () => false,
};
