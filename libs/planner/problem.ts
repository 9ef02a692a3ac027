/** A site that needs one check. Slot numbers are positions in `PlanProblem.slots`. */
export type PlanSite = {
  readonly id: string;
  /** The slots in which the site can be checked. */
  readonly slots: readonly number[];
  /** Priority class, 0 (the default) is served before 1, and so on to 99. */
  readonly priority?: number;
  /** The slot that is already agreed; it must be one of `slots`. */
  readonly fixed?: number;
  /** Slots ruled out although they are in `slots`. */
  readonly forbidden?: readonly number[];
};

/** A place on the calendar's grid that `capacity` checks can share. Slots may be given in any order. */
export type PlanSlot = {
  readonly id: string;
  /** Start in whole minutes from any origin; earlier is smaller. */
  readonly time: number;
  /** Checks that can run side by side: min(technicians on duty, test rooms, free ports). */
  readonly capacity: number;
  /** The calendar day, needed where a limit per day is given. */
  readonly day?: string;
  /** Whole cost units of one check here, 0 by default (overtime, rented room). */
  readonly cost?: number;
};

/** A technician as a limit: one check in each slot on duty, and no more than the limits given. */
export type PlanTechnician = {
  readonly id: string;
  /** The slots on duty. */
  readonly slots: readonly number[];
  readonly perDay?: number;
  /** Checks in the whole plan; not together with `PlanLimits.perDay` (see README, Limits). */
  readonly total?: number;
};

export type PlanLimits = {
  /** Checks on any one day. */
  readonly perDay?: number;
  /** When given, every check needs one of these technicians. */
  readonly technicians?: readonly PlanTechnician[];
};

export type PlanProblem = {
  readonly sites: readonly PlanSite[];
  readonly slots: readonly PlanSlot[];
  readonly limits?: PlanLimits;
};

/** The largest problem that is accepted. */
export const PLAN_SIZE = { sites: 100_000, slots: 100_000, edges: 20_000_000 } as const;

export type PlanProblemCode =
  | 'too-large'
  | 'not-whole'
  | 'out-of-range'
  | 'empty-id'
  | 'duplicate-id'
  | 'unknown-slot'
  | 'duplicate-slot'
  | 'fixed-not-usable'
  | 'fixed-over-capacity'
  | 'fixed-over-limit'
  | 'day-missing'
  | 'limits-cross'
  | 'unknown-site'
  | 'numbers-too-large';

/** The problem can't be read; `field` is the path of the item, `details` its values, the message says the remedy. */
export class PlanProblemError extends Error {
  readonly code: PlanProblemCode;
  readonly field: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: PlanProblemCode, field: string, message: string, details: Record<string, unknown> = {}) {
    super(`${field}: ${message}`);
    this.name = 'PlanProblemError';
    this.code = code;
    this.field = field;
    this.details = details;
  }
}

/** Throws unless `value` is a whole number from `least` to `most`. */
export function wholeNumber(value: number, field: string, least = 0, most = Number.MAX_SAFE_INTEGER): void {
  if (!Number.isSafeInteger(value))
    throw new PlanProblemError('not-whole', field, `${value} is not a whole number; round it first`, { value });
  if (value < least || value > most)
    throw new PlanProblemError('out-of-range', field, `${value} is not from ${least} to ${most}`, {
      value,
      least,
      most,
    });
}
